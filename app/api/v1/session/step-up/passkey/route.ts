import { stepUpWithPasskeyEndpoint } from "#lib/passkeys/contract.ts";
import { stepUpWithPasskey } from "#lib/passkeys/prove-with-passkey.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(stepUpWithPasskeyEndpoint, stepUpWithPasskey);
