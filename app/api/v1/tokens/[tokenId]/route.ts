import { route } from "#lib/platform/http/route.ts";
import { revokeTokenEndpoint } from "#lib/tokens/contract.ts";
import { revokeToken } from "#lib/tokens/revoke-token.ts";

export const DELETE = route(revokeTokenEndpoint, revokeToken);
