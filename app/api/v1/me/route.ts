import { getMeEndpoint, updateMeEndpoint } from "#lib/accounts/contract.ts";
import { deleteMe } from "#lib/accounts/delete-me.ts";
import { deleteMeEndpoint } from "#lib/accounts/person-contract.ts";
import { getMe } from "#lib/accounts/queries.ts";
import { updateMe } from "#lib/accounts/update-me.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(getMeEndpoint, getMe);
export const PATCH = route(updateMeEndpoint, updateMe);
export const DELETE = route(deleteMeEndpoint, deleteMe);
