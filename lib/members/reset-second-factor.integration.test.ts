import { beforeEach, expect, test } from "vitest";
import { readSecondFactor } from "#lib/accounts/read-second-factor.ts";
import { verifyOrganizationAudit } from "#lib/audit/verify-audit.ts";
import type { AuditBody } from "#lib/platform/audit/event.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  createTestOrganization,
  type TestOrganization,
  withStaleProof,
} from "#lib/testing/actors.ts";
import { auditTrail } from "#lib/testing/audit-trail.ts";
import { contextIn, enrolTestApp, setTestPassword, signInAs } from "#lib/testing/sessions.ts";
import { listMembers } from "./queries.ts";
import { resetSecondFactor } from "./reset-second-factor.ts";

let organization: TestOrganization;
let locked: Context;
let sessionId: string;

beforeEach(async () => {
  organization = await createTestOrganization();
  ({ ctx: locked, sessionId } = await signInAs(organization.member));
  await enrolTestApp(locked);
});

async function resets(): Promise<AuditBody[]> {
  expect(await verifyOrganizationAudit(organization.owner, { limit: 1_000 })).toMatchObject({
    valid: true,
  });
  return auditTrail(organization.organizationId, { action: "second_factor.reset" });
}

test("an administrator takes somebody's factors away, which ends their sessions and is audited", async () => {
  const { admin } = organization;
  await resetSecondFactor(admin, { userId: locked.userId });
  await expect(contextIn(locked, sessionId)).rejects.toMatchObject({ code: "session_ended" });
  expect(await readSecondFactor(locked)).toMatchObject({ totp: null, recoveryCodes: 0 });
  expect(await resets()).toMatchObject([
    {
      actor: { id: admin.userId, via: "session" },
      subject: { type: "member", id: locked.userId },
      before: { totp: true, passkeys: 0 },
    },
  ]);
  await expect(resetSecondFactor(admin, { userId: locked.userId })).rejects.toMatchObject({
    code: "second_factor_not_found",
  });
});

test("an administrator resets neither an owner nor themselves; an owner resets another owner", async () => {
  const { owner, admin } = organization;
  const second = (await signInAs(owner)).ctx;
  await enrolTestApp(second);
  await expect(resetSecondFactor(admin, { userId: owner.userId })).rejects.toMatchObject({
    code: "owner_protected",
  });
  await expect(resetSecondFactor(owner, { userId: owner.userId })).rejects.toMatchObject({
    code: "own_membership",
  });
  await writeClient().member.updateMany({
    where: { userId: admin.userId },
    data: { role: "owner" },
  });
  await resetSecondFactor({ ...admin, organizationRole: "owner" }, { userId: owner.userId });
});

test("it needs the right to manage people, a fresh proof, and the same organisation", async () => {
  const { admin, member } = organization;
  const { userId } = locked;
  await expect(resetSecondFactor(member, { userId })).rejects.toMatchObject({ code: "forbidden" });
  await expect(resetSecondFactor(withStaleProof(admin), { userId })).rejects.toMatchObject({
    code: "step_up_required",
  });
  const stranger = (await createTestOrganization()).owner;
  await expect(resetSecondFactor(stranger, { userId })).rejects.toMatchObject({
    code: "member_not_found",
  });
  await writeClient().member.create({
    data: {
      ...{ organizationId: stranger.organizationId, userId },
      ...{ role: "member", createdAt: new Date() },
    },
  });
  await expect(resetSecondFactor(admin, { userId })).rejects.toMatchObject({
    code: "factors_shared",
  });
  expect(await resets()).toEqual([]);
});

test("of two administrators at once one resets, and one event says so", async () => {
  const { owner, admin } = organization;
  const { userId } = locked;
  const both = await Promise.allSettled([
    resetSecondFactor(owner, { userId }),
    resetSecondFactor(admin, { userId }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await resets()).toHaveLength(1);
});

test("a password that was too short to stand alone goes with the factors", async () => {
  const { admin } = organization;
  await setTestPassword(locked, "short one");
  await writeClient().user.update({
    where: { id: locked.userId },
    data: { passwordShort: true },
  });
  await resetSecondFactor(admin, { userId: locked.userId });
  const { members } = await listMembers(admin);
  expect(members.find(({ userId }) => userId === locked.userId)).toMatchObject({
    state: "invited",
    secondFactor: false,
  });
  expect(await resets()).toMatchObject([{ after: { passwordRemoved: true } }]);
});

test("who has a second factor is told to those who manage people, and to nobody else", async () => {
  const { admin, member } = organization;
  const of = async (ctx: Context) =>
    (await listMembers(ctx)).members.find(({ userId }) => userId === locked.userId)?.secondFactor;
  expect(await of(admin)).toBe(true);
  expect(await of(member)).toBeNull();
});
