import { listResourceTypes } from "#lib/scim/discovery.ts";
import { scimRoute } from "#lib/scim/scim-route.ts";

export const GET = scimRoute("ResourceTypes", listResourceTypes);
