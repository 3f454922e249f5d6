import { route } from "#lib/platform/http/route.ts";
import { createScimTokenEndpoint } from "#lib/scim/contract.ts";
import { createScimToken } from "#lib/scim/create-scim-token.ts";

export const POST = route(createScimTokenEndpoint, createScimToken);
