import { getMeEndpoint, updateMeEndpoint } from "#lib/accounts/contract.ts";
import { getMe } from "#lib/accounts/queries.ts";
import { updateMe } from "#lib/accounts/update-me.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(getMeEndpoint, getMe);
export const PATCH = route(updateMeEndpoint, updateMe);
