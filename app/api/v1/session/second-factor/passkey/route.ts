import { givePasskeySecondFactorEndpoint } from "#lib/passkeys/contract.ts";
import { givePasskeySecondFactor } from "#lib/passkeys/prove-with-passkey.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(givePasskeySecondFactorEndpoint, givePasskeySecondFactor);
