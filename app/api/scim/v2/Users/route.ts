import { createUser, listUsers } from "#lib/scim/users.ts";
import { scimRoute } from "#lib/scim/scim-route.ts";

export const GET = scimRoute("Users", listUsers);
export const POST = scimRoute("Users", createUser);
