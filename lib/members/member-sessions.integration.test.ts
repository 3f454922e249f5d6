import { beforeEach, expect, test } from "vitest";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { createTestSession } from "#lib/testing/api.ts";
import { endMemberSessions, listMemberSessions } from "./member-sessions.ts";

let here: TestOrganization;
beforeEach(async () => {
  here = await createTestOrganization();
});

test("an administrator sees where somebody is signed in, and ends it once", async () => {
  const { userId } = here.member;
  const { sessionId } = await createTestSession(here.member, {
    ...{ ip: "198.51.100.7", userAgent: "Firefox/140", method: "passkey" },
  });
  await createTestSession(here.member, { revokedAt: new Date() });
  const { sessions } = await listMemberSessions(here.admin, { userId });
  expect(sessions).toMatchObject([
    {
      id: sessionId,
      ip: "198.51.100.7",
      method: "passkey",
      current: false,
      awaitsSecondFactor: false,
    },
  ]);
  await Promise.all([
    endMemberSessions(here.admin, { userId }),
    endMemberSessions(here.owner, { userId }),
  ]);
  expect((await listMemberSessions(here.admin, { userId })).sessions).toEqual([]);
  expect(await auditTrail(here.organizationId, { action: "session.revoked" })).toMatchObject([
    { subject: { type: "member", id: userId }, before: { sessionIds: [sessionId] } },
  ]);
});

test("members see and end nobody's, administrators end no owner's, nobody their own this way", async () => {
  const { userId } = here.owner;
  const list = listMemberSessions(here.member, { userId });
  await expect(list).rejects.toMatchObject({ code: "forbidden" });
  const end = endMemberSessions(here.member, { userId });
  await expect(end).rejects.toMatchObject({ code: "forbidden" });
  const owners = endMemberSessions(here.admin, { userId });
  await expect(owners).rejects.toMatchObject({ code: "owner_protected" });
  const own = endMemberSessions(here.owner, { userId });
  await expect(own).rejects.toMatchObject({ code: "own_membership" });
});

test("people of another organisation are not found", async () => {
  const { owner } = await createTestOrganization();
  const { userId } = here.member;
  const NOT_FOUND = { code: "member_not_found" };
  await expect(listMemberSessions(owner, { userId })).rejects.toMatchObject(NOT_FOUND);
  await expect(endMemberSessions(owner, { userId })).rejects.toMatchObject(NOT_FOUND);
});
