import { route } from "#lib/platform/http/route.ts";
import { getDirectoryEndpoint } from "#lib/scim/contract.ts";
import { getDirectory } from "#lib/scim/queries.ts";

export const GET = route(getDirectoryEndpoint, getDirectory);
