import { getWorkEndpoint } from "#lib/jobs/contract.ts";
import { getWork } from "#lib/jobs/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(getWorkEndpoint, getWork);
