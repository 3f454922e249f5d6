import { z } from "zod";
import { Session } from "#lib/accounts/contract.ts";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id } from "#lib/platform/http/fields.ts";

export const listMemberSessionsEndpoint = endpoint({
  operationId: "listMemberSessions",
  method: "GET",
  path: "/organization/members/{userId}/sessions",
  summary: "List where a person is signed in, the latest first",
  access: "members.manage",
  params: z.strictObject({ userId: id }),
  response: z.strictObject({ sessions: z.array(Session) }),
});

export const endMemberSessionsEndpoint = endpoint({
  operationId: "endMemberSessions",
  method: "DELETE",
  path: "/organization/members/{userId}/sessions",
  summary: "End all sessions of another person",
  access: "members.manage",
  params: z.strictObject({ userId: id }),
  response: z.null(),
  status: 204,
});
