import { route } from "#lib/platform/http/route.ts";
import { listOrganizationTokensEndpoint } from "#lib/tokens/organization-contract.ts";
import { listOrganizationTokens } from "#lib/tokens/queries.ts";

export const GET = route(listOrganizationTokensEndpoint, listOrganizationTokens);
