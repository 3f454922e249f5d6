import { getGroup, patchGroup, removeGroup, replaceGroup } from "#lib/scim/groups.ts";
import { scimRoute } from "#lib/scim/scim-route.ts";

export const GET = scimRoute("Groups/:id", getGroup);
export const PUT = scimRoute("Groups/:id", replaceGroup);
export const PATCH = scimRoute("Groups/:id", patchGroup);
export const DELETE = scimRoute("Groups/:id", removeGroup);
