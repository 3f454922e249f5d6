import { startPasskeyStepUpEndpoint } from "#lib/passkeys/contract.ts";
import { startPasskeyStepUp } from "#lib/passkeys/prove-with-passkey.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(startPasskeyStepUpEndpoint, startPasskeyStepUp);
