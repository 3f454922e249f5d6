import { beforeEach, describe, expect, test } from "vitest";
import { deleteMe } from "#lib/accounts/delete-me.ts";
import { bulkUpdateItems } from "#lib/checklist/bulk-update-items.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { archiveProject } from "#lib/projects/archive-project.ts";
import { createTestMember, createTestOrganization } from "#lib/testing/actors.ts";
import { allItems, createTestProject, recorded, type TestProject } from "#lib/testing/projects.ts";
import { countMyOpenItems, countOpenItems } from "./count-open-items.ts";
import { leaveOrganization } from "./leave-organization.ts";
import { listMembers } from "./queries.ts";
import { removeMember } from "./remove-member.ts";
import { giveSession } from "#lib/testing/sessions.ts";

let here: TestProject;
beforeEach(async () => {
  here = await createTestProject();
});

const roleOf = async ({ userId }: Context) =>
  (await listMembers(here.member)).members.find((each) => each.userId === userId)?.role;

/** Gives the engineer four items: one done, one under way, two to do. */
async function assignItems(): Promise<string[]> {
  const itemIds = here.items.slice(0, 4).map(({ id }) => id);
  const { projectId, engineer, lead } = here;
  await bulkUpdateItems(lead, { projectId, itemIds, assigneeId: engineer.userId });
  await bulkUpdateItems(lead, { projectId, itemIds: itemIds.slice(0, 1), claim: "done" });
  await bulkUpdateItems(lead, { projectId, itemIds: itemIds.slice(1, 2), claim: "in_progress" });
  return itemIds;
}

const assignees = async (itemIds: string[]) => {
  const items = await allItems(here.owner, here.projectId);
  return itemIds.map((id) => items.find((item) => item.id === id)?.assigneeId);
};

test("whoever is removed hands their open items over, each with an event in its project", async () => {
  const itemIds = await assignItems();
  const { userId } = here.engineer;
  expect(await countOpenItems(here.admin, { userId })).toMatchObject({
    ...{ count: 3, projects: [{ projectId: here.projectId, count: 3 }] },
  });
  const handOverTo = here.lead.userId;
  const { events } = await recorded(here, () => removeMember(here.admin, { userId, handOverTo }));
  expect(events.map(({ action }) => action)).toEqual(Array(3).fill("item.planned"));
  expect(events[0]).toMatchObject({
    ...{ before: { assigneeId: userId }, after: { assigneeId: handOverTo } },
  });
  expect(await assignees(itemIds)).toEqual([userId, handOverTo, handOverTo, handOverTo]);
  const removed = await writeClient().auditEvent.findFirst({
    where: { streamId: here.organizationId, action: "member.removed" },
  });
  expect(JSON.parse(removed?.body ?? "")).toMatchObject({ after: { itemCount: 3 } });
});

test("without a hand-over the items stay; archived projects are left alone", async () => {
  const itemIds = await assignItems();
  const { projectId, engineer, owner } = here;
  await archiveProject(owner, { projectId, archived: true });
  expect(await countOpenItems(here.admin, engineer)).toEqual({ count: 0, projects: [] });
  await removeMember(here.admin, { userId: engineer.userId, handOverTo: here.lead.userId });
  await archiveProject(owner, { projectId, archived: false });
  expect(new Set(await assignees(itemIds))).toEqual(new Set([engineer.userId]));
});

test("a colleague who cannot take them over is refused, and nobody is removed", async () => {
  const itemIds = await assignItems();
  const { userId } = here.engineer;
  for (const [handOverTo, code] of [
    [here.viewer.userId, "hand_over_not_assignable"],
    [here.member.userId, "hand_over_not_assignable"],
    [here.stranger.userId, "member_not_found"],
    [userId, "hand_over_same"],
  ] as const) {
    await expect(removeMember(here.admin, { userId, handOverTo })).rejects.toMatchObject({
      issues: [{ path: "handOverTo", code }],
    });
  }
  expect(await roleOf(here.engineer)).toBe("member");
  expect(new Set(await assignees(itemIds))).toEqual(new Set([userId]));
});

test("members count nobody's items, and other organisations find nobody", async () => {
  const { userId } = here.engineer;
  await expect(countOpenItems(here.member, { userId })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(countOpenItems(here.stranger, { userId })).rejects.toMatchObject({
    code: "member_not_found",
  });
});

test("removing one person twice at once, with hand-overs, happens once", async () => {
  await assignItems();
  const { userId } = here.engineer;
  const { events } = await recorded(here, async () => {
    const tries = await Promise.allSettled([
      removeMember(here.admin, { userId, handOverTo: here.lead.userId }),
      removeMember(here.owner, { userId, handOverTo: here.owner.userId }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
  expect(events).toHaveLength(3);
});

test("a person leaves, and is out; the last owner cannot", async () => {
  await giveSession(here.member);
  await leaveOrganization(here.member);
  const { userId, organizationId } = here.member;
  expect(await writeClient().session.count({ where: { userId, revokedAt: null } })).toBe(0);
  expect(await roleOf(here.member)).toBeUndefined();
  await expect(leaveOrganization(here.member)).rejects.toMatchObject({ code: "member_not_found" });
  const last = { code: "last_owner" };
  await expect(leaveOrganization(here.owner)).rejects.toMatchObject(last);
  const other = await createTestMember(organizationId, "owner");
  const tries = await Promise.allSettled([leaveOrganization(here.owner), leaveOrganization(other)]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(tries.find(({ status }) => status === "rejected")).toMatchObject({ reason: last });
});

describe("who goes by themselves", () => {
  const ways = [
    ["leaves the organisation", leaveOrganization, "member.left"],
    ["deletes their account", deleteMe, "account.deleted"],
  ] as const;

  test.each(ways)("%s and hands their open items to a colleague", async (_way, go, action) => {
    const itemIds = await assignItems();
    const { engineer, lead } = here;
    expect(await countMyOpenItems(engineer)).toMatchObject({ count: 3 });
    const handOverTo = lead.userId;
    const { events } = await recorded(here, () => go(engineer, { handOverTo }));
    expect(events.map((event) => [event.action, event.actor.id])).toEqual(
      Array(3).fill(["item.planned", engineer.userId]),
    );
    expect(await assignees(itemIds)).toEqual([
      engineer.userId,
      ...Array<string>(3).fill(handOverTo),
    ]);
    const event = await writeClient().auditEvent.findFirst({
      where: { streamId: here.organizationId, action },
    });
    expect(JSON.parse(event?.body ?? "")).toMatchObject({
      after: { handedOverTo: handOverTo, itemCount: 3 },
    });
  });

  test.each(ways)("%s and leaves their open items to nobody", async (_way, go) => {
    const itemIds = await assignItems();
    const { engineer, projectId, organizationId } = here;
    // Also where they have lost their role in the meantime.
    await writeClient().projectMember.deleteMany({ where: { projectId, userId: engineer.userId } });
    await go(engineer, { handOverTo: "nobody" });
    expect(await assignees(itemIds)).toEqual([engineer.userId, null, null, null]);
    expect(await writeClient().member.count({ where: { organizationId, removedAt: null } })).toBe(
      5,
    );
  });

  test.each(ways)("%s not, where a colleague cannot take over", async (_way, go) => {
    const itemIds = await assignItems();
    const { userId } = here.engineer;
    for (const [handOverTo, code] of [
      [here.viewer.userId, "hand_over_not_assignable"],
      [here.stranger.userId, "member_not_found"],
      [userId, "hand_over_same"],
    ] as const) {
      await expect(go(here.engineer, { handOverTo })).rejects.toMatchObject({
        issues: [{ path: "handOverTo", code }],
      });
    }
    expect(await roleOf(here.engineer)).toBe("member");
    expect(new Set(await assignees(itemIds))).toEqual(new Set([userId]));
  });

  test.each(ways)("%s twice at once, with hand-overs, once", async (_way, go) => {
    await assignItems();
    const { events } = await recorded(here, async () => {
      await Promise.allSettled([
        go(here.engineer, { handOverTo: here.lead.userId }),
        go(here.engineer, { handOverTo: "nobody" }),
      ]);
    });
    expect(events).toHaveLength(3);
  });

  test("an account that is deleted leaves what it has in other organisations to nobody", async () => {
    const itemIds = await assignItems();
    const { engineer } = here;
    const { organizationId, admin } = await createTestOrganization();
    await writeClient().member.create({
      data: { organizationId, userId: engineer.userId, role: "member", createdAt: new Date() },
    });
    const asMember = { ...engineer, organizationId };
    await deleteMe(asMember, { handOverTo: admin.userId });
    expect(await assignees(itemIds)).toEqual([engineer.userId, null, null, null]);
  });
});
