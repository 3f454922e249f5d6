import { createGroup, listGroups } from "#lib/scim/groups.ts";
import { scimRoute } from "#lib/scim/scim-route.ts";

export const GET = scimRoute("Groups", listGroups);
export const POST = scimRoute("Groups", createGroup);
