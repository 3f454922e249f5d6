import { getMeEndpoint } from "#lib/accounts/contract.ts";
import { getMe } from "#lib/accounts/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(getMeEndpoint, getMe);
