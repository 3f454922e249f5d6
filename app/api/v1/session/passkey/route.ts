import { signInWithPasskeyEndpoint } from "#lib/passkeys/contract.ts";
import { signInWithPasskey } from "#lib/passkeys/sign-in-with-passkey.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(signInWithPasskeyEndpoint, signInWithPasskey);
