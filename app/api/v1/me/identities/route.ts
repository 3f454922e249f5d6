import { route } from "#lib/platform/http/route.ts";
import { listIdentitiesEndpoint } from "#lib/sso/contract.ts";
import { listIdentities } from "#lib/sso/queries.ts";

export const GET = route(listIdentitiesEndpoint, listIdentities);
