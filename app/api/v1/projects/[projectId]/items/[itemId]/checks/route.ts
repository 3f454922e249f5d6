import { getItemChecksEndpoint } from "#lib/checks/contract.ts";
import { getItemChecks } from "#lib/checks/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(getItemChecksEndpoint, getItemChecks);
