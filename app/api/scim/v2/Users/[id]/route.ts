import { getUser, patchUser, removeUser, replaceUser } from "#lib/scim/users.ts";
import { scimRoute } from "#lib/scim/scim-route.ts";

export const GET = scimRoute("Users/:id", getUser);
export const PUT = scimRoute("Users/:id", replaceUser);
export const PATCH = scimRoute("Users/:id", patchUser);
export const DELETE = scimRoute("Users/:id", removeUser);
