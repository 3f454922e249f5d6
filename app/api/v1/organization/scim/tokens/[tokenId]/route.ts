import { route } from "#lib/platform/http/route.ts";
import { revokeScimTokenEndpoint } from "#lib/scim/contract.ts";
import { revokeScimToken } from "#lib/scim/revoke-scim-token.ts";

export const DELETE = route(revokeScimTokenEndpoint, revokeScimToken);
