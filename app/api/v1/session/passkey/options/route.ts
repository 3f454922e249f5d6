import { startPasskeySignInEndpoint } from "#lib/passkeys/contract.ts";
import { startPasskeySignIn } from "#lib/passkeys/sign-in-with-passkey.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(startPasskeySignInEndpoint, startPasskeySignIn);
