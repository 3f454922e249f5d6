import { endMemberSessions, listMemberSessions } from "#lib/members/member-sessions.ts";
import {
  endMemberSessionsEndpoint,
  listMemberSessionsEndpoint,
} from "#lib/members/sessions-contract.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listMemberSessionsEndpoint, listMemberSessions);
export const DELETE = route(endMemberSessionsEndpoint, endMemberSessions);
