import { removePasskeyEndpoint, renamePasskeyEndpoint } from "#lib/passkeys/contract.ts";
import { removePasskey } from "#lib/passkeys/remove-passkey.ts";
import { renamePasskey } from "#lib/passkeys/rename-passkey.ts";
import { route } from "#lib/platform/http/route.ts";

export const PATCH = route(renamePasskeyEndpoint, renamePasskey);
export const DELETE = route(removePasskeyEndpoint, removePasskey);
