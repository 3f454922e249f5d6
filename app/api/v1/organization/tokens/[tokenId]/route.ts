import { route } from "#lib/platform/http/route.ts";
import { revokeOrganizationTokenEndpoint } from "#lib/tokens/organization-contract.ts";
import { revokeOrganizationToken } from "#lib/tokens/revoke-token.ts";

export const DELETE = route(revokeOrganizationTokenEndpoint, revokeOrganizationToken);
