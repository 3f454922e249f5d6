import { addPasskey } from "#lib/passkeys/add-passkey.ts";
import { addPasskeyEndpoint, listPasskeysEndpoint } from "#lib/passkeys/contract.ts";
import { listPasskeys } from "#lib/passkeys/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listPasskeysEndpoint, listPasskeys);
export const POST = route(addPasskeyEndpoint, addPasskey);
