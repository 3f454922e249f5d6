import { beforeEach, expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { withStaleProof } from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { createTestProject, type TestProject } from "#lib/testing/projects.ts";
import { giveSession } from "#lib/testing/sessions.ts";
import { listMembers } from "./queries.ts";
import { transferOwnership } from "./transfer-ownership.ts";

let here: TestProject;
beforeEach(async () => {
  here = await createTestProject();
});

const roleOf = async ({ userId }: Context) =>
  (await listMembers(here.member)).members.find((each) => each.userId === userId)?.role;

test("an owner hands the organisation over and becomes an administrator, in one step", async () => {
  await giveSession(here.member);
  const { userId } = here.member;
  expect(await transferOwnership(here.owner, { userId })).toMatchObject({ role: "owner" });
  expect(await roleOf(here.owner)).toBe("admin");
  const events = await auditTrail(here.organizationId);
  expect(events.map(({ action }) => action)).toEqual(["ownership.transferred", "member.changed"]);
  // What the context says of the role is no longer true.
  const again = transferOwnership(here.owner, { userId: here.admin.userId });
  await expect(again).rejects.toMatchObject({ code: "forbidden" });
});

test("only an owner with a fresh proof hands over, and only to somebody who has been here", async () => {
  const { userId } = here.member;
  await expect(transferOwnership(here.admin, { userId })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(transferOwnership(withStaleProof(here.owner), { userId })).rejects.toMatchObject({
    code: "step_up_required",
  });
  await expect(transferOwnership(here.owner, { userId })).rejects.toMatchObject({
    code: "member_not_active",
  });
  await expect(transferOwnership(here.owner, here.stranger)).rejects.toMatchObject({
    code: "member_not_found",
  });
  await expect(transferOwnership(here.owner, here.owner)).rejects.toMatchObject({
    issues: [{ path: "userId", code: "hand_over_same" }],
  });
});

test("of two transfers at once one counts, and there is one owner", async () => {
  await giveSession(here.member);
  await giveSession(here.admin);
  const tries = await Promise.allSettled([
    transferOwnership(here.owner, { userId: here.member.userId }),
    transferOwnership(here.owner, { userId: here.admin.userId }),
  ]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const { members } = await listMembers(here.viewer);
  expect(members.filter(({ role }) => role === "owner")).toHaveLength(1);
});
