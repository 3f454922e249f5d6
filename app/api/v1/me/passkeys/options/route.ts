import { startPasskeyEndpoint } from "#lib/passkeys/contract.ts";
import { startPasskey } from "#lib/passkeys/start-passkey.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(startPasskeyEndpoint, startPasskey);
