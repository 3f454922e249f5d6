import { startPasskeySecondFactorEndpoint } from "#lib/passkeys/contract.ts";
import { startPasskeySecondFactor } from "#lib/passkeys/prove-with-passkey.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(startPasskeySecondFactorEndpoint, startPasskeySecondFactor);
