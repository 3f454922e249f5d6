import { endOtherSessionsEndpoint, listSessionsEndpoint } from "#lib/accounts/contract.ts";
import { endOtherSessions } from "#lib/accounts/end-sessions.ts";
import { listSessions } from "#lib/accounts/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listSessionsEndpoint, listSessions);
export const DELETE = route(endOtherSessionsEndpoint, endOtherSessions);
