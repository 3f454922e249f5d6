import { listCheckRunsEndpoint } from "#lib/checks/contract.ts";
import { listCheckRuns } from "#lib/checks/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listCheckRunsEndpoint, listCheckRuns);
