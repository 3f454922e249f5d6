import { expect, test } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { ForbiddenError, InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import {
  createProjectActor,
  createTestMember,
  createTestOrganization,
} from "#lib/testing/actors.ts";
import { createBareProject, renameProject } from "#lib/testing/bare-project.ts";
import { AuditEvent, listOrganizationAuditEndpoint, listProjectAuditEndpoint } from "./contract.ts";
import { listOrganizationAudit, listProjectAudit } from "./queries.ts";

let seconds = 0;
/** Every look at this clock is a second later, so that no two events share a moment by chance. */
const now = () => new Date(Date.UTC(2026, 2, 1, 9, 0, (seconds += 1)));

async function setting() {
  const { organizationId, ...people } = await createTestOrganization();
  const [owner, admin, member] = [people.owner, people.admin, people.member].map((ctx) => ({
    ...ctx,
    now,
  })) as [Context, Context, Context];
  const projectId = await createBareProject(organizationId);
  return { owner, admin, member, organizationId, projectId };
}

const listAll = (ctx: Context, projectId: string, query: Record<string, string> = {}) =>
  listProjectAudit(ctx, { projectId, ...listProjectAuditEndpoint.query.parse(query) });
const listOrganization = (ctx: Context, query: Record<string, string> = {}) =>
  listOrganizationAudit(ctx, listOrganizationAuditEndpoint.query.parse(query));

function recordMember(ctx: Context, userId: string, action = "member.changed") {
  return changeOrganization(ctx, "members.manage", async ({ record }) =>
    record({
      action,
      subject: { type: "member", id: userId },
      before: { role: "member" },
      after: { role: "admin" },
      reason: 'Covers for "Kim" 50%',
    }),
  );
}

test("an event says who did what, to what, when and from where", async () => {
  const { owner, projectId } = await setting();
  await renameProject(owner, projectId, "Atlas");
  const { events, nextCursor } = await listAll(owner, projectId);
  expect(nextCursor).toBeNull();
  expect(events.map((event) => AuditEvent.parse(event))).toEqual([
    {
      stream: projectId,
      seq: 1,
      at: expect.any(String) as string,
      project: { id: projectId, slug: `bare-${projectId}`, name: "Atlas" },
      actor: { id: owner.userId, name: "Test owner", via: "session", token: null },
      action: "project.edited",
      subject: {
        type: "project",
        id: projectId,
        label: { code: null, text: "Atlas", textKo: null },
      },
      before: { name: "Bare" },
      after: { name: "Atlas" },
      reason: null,
      origin: { ip: "127.0.0.1", userAgent: "test" },
      requestId: owner.requestId,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      names: {},
    },
  ]);
});

test("ids among the changed fields come with their names", async () => {
  const { owner, member, projectId } = await setting();
  await changeProject(owner, "project.edit", projectId, async ({ row, record }) =>
    record({
      action: "item.planned",
      subject: { type: "item", id: row.id },
      before: { assigneeId: null },
      after: { assigneeId: member.userId },
    }),
  );
  const { events } = await listAll(owner, projectId);
  expect(events[0]?.names).toEqual({
    [member.userId]: { code: null, text: "Test member", textKo: null },
  });
});

test("erased origins are shown as gone", async () => {
  const { owner, projectId } = await setting();
  await renameProject(owner, projectId, "Atlas");
  await writeClient().auditOrigin.updateMany({
    where: { organizationId: owner.organizationId },
    data: { ip: null, userAgent: null },
  });
  expect((await listAll(owner, projectId)).events[0]?.origin).toBeNull();
});

test("the system comes from nowhere, which is not erased", async () => {
  const { owner, projectId } = await setting();
  const system: Context = {
    ...owner,
    actor: { type: "system" },
    origin: { ip: null, userAgent: null },
  };
  await renameProject(system, projectId, "Atlas");
  const [event] = (await listAll(owner, projectId)).events;
  expect(event?.actor.via).toBe("system");
  expect(event?.origin).toEqual({ ip: null, userAgent: null });
});

test("pages follow each other without a gap or a repetition, while events are added", async () => {
  const { owner, projectId } = await setting();
  for (let count = 1; count <= 7; count += 1) await renameProject(owner, projectId, `N${count}`);
  const seen: number[] = [];
  let cursor: string | null = null;
  do {
    const page = await listAll(owner, projectId, { limit: "3", ...(cursor ? { cursor } : {}) });
    seen.push(...page.events.map(({ seq }) => seq));
    cursor = page.nextCursor;
    await renameProject(owner, projectId, `Added after ${seen.length}`);
  } while (cursor);
  expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
});

test("filters find events by actor, action, subject, time and text", async () => {
  const { owner, admin, projectId } = await setting();
  await renameProject(owner, projectId, "Atlas");
  await renameProject(admin, projectId, '100 % 한글 "quoted" \\ _');
  await changeProject(owner, "project.edit", projectId, async ({ record }) =>
    record({ action: "project_member.removed", subject: { type: "member", id: admin.userId } }),
  );
  const seqs = async (query: Record<string, string>) =>
    (await listAll(owner, projectId, query)).events.map(({ seq }) => seq);
  expect(await seqs({ actor: admin.userId })).toEqual([2]);
  expect(await seqs({ action: "project" })).toEqual([2, 1]);
  expect(await seqs({ action: "project_member.removed" })).toEqual([3]);
  expect(await seqs({ action: "project.removed" })).toEqual([]);
  expect(await seqs({ subject: admin.userId })).toEqual([3]);
  const [third, second] = (await listAll(owner, projectId)).events;
  expect(await seqs({ to: second?.at ?? "" })).toEqual([1]);
  expect(await seqs({ from: third?.at ?? "" })).toEqual([3]);
  expect(await seqs({ text: "atlas" })).toEqual([2, 1]);
  expect(await seqs({ text: "한글" })).toEqual([2]);
  expect(await seqs({ text: '"quoted" \\ _' })).toEqual([2]);
  expect(await seqs({ text: "0 %" })).toEqual([2]);
  expect(await seqs({ text: "0_%" })).toEqual([]);
  expect(await seqs({ text: "test admin" })).toEqual([2]);
  // Words of the log's own form are no text of anybody.
  expect(await seqs({ text: "requ" })).toEqual([]);
});

test("everybody in a project may read its log; others do not find it", async () => {
  const { owner, organizationId, member, projectId } = await setting();
  await renameProject(owner, projectId, "Atlas");
  for (const role of ["lead", "engineer", "viewer"] as const) {
    const actor = await createProjectActor(organizationId, projectId, role);
    expect((await listAll(actor, projectId)).events).toHaveLength(1);
  }
  await expect(listAll(member, projectId)).rejects.toBeInstanceOf(NotFoundError);
  const { owner: stranger } = await createTestOrganization();
  await expect(listAll(stranger, projectId)).rejects.toBeInstanceOf(NotFoundError);
});

test("the organisation's log holds its own events and those of its projects, by time", async () => {
  const { owner, member, organizationId, projectId } = await setting();
  const other = await createBareProject(organizationId, "Other");
  await renameProject(owner, projectId, "A");
  await recordMember(owner, member.userId);
  await renameProject(owner, other, "B");
  await renameProject(owner, projectId, "C");
  const events = (await listOrganization(owner)).events;
  expect(events.map(({ stream, seq }) => [stream, seq])).toEqual([
    [projectId, 2],
    [other, 1],
    [organizationId, 1],
    [projectId, 1],
  ]);
  expect(events.map(({ project }) => project?.name ?? null)).toEqual(["C", "B", null, "C"]);
  const streams = async (project: string) =>
    (await listOrganization(owner, { project })).events.map(({ stream }) => stream);
  expect(await streams("organization")).toEqual([organizationId]);
  expect(await streams(other)).toEqual([other]);
  expect((await listOrganization(owner, { text: '"kim" 50%' })).events).toHaveLength(1);
});

test("pages of the organisation's log go on inside a moment that many events share", async () => {
  const { owner, organizationId, projectId } = await setting();
  const other = await createBareProject(organizationId);
  const moment = new Date("2026-03-01T09:00:00.000Z");
  const then = { ...owner, now: () => moment };
  for (let count = 0; count < 4; count += 1) {
    await renameProject(then, projectId, `A${count}`);
    await renameProject(then, other, `B${count}`);
    await recordMember(then, owner.userId);
  }
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listOrganization(owner, { limit: "5", ...(cursor ? { cursor } : {}) });
    seen.push(...page.events.map(({ stream, seq }) => `${stream} ${seq}`));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toHaveLength(12);
  expect(new Set(seen).size).toBe(12);
});

test("only owners and administrators read the organisation's log, and only their own", async () => {
  const { owner, admin, member, organizationId, projectId } = await setting();
  await renameProject(owner, projectId, "Atlas");
  expect((await listOrganization(admin)).events).toHaveLength(1);
  await expect(listOrganization(member)).rejects.toBeInstanceOf(ForbiddenError);
  const lead = await createProjectActor(organizationId, projectId, "lead");
  await expect(listOrganization(lead)).rejects.toBeInstanceOf(ForbiddenError);
  const { owner: stranger } = await createTestOrganization();
  expect((await listOrganization(stranger)).events).toEqual([]);
  expect((await listOrganization(stranger, { project: projectId })).events).toEqual([]);
});

test("names of another organisation's people stay unknown", async () => {
  const { owner, projectId } = await setting();
  const elsewhere = await createTestOrganization();
  const stranger = await createTestMember(elsewhere.organizationId, "member", "Secret Name");
  await changeProject(owner, "project.edit", projectId, async ({ record }) =>
    record({ action: "item.planned", subject: { type: "member", id: stranger.userId } }),
  );
  const { events } = await listAll(owner, projectId);
  expect(events[0]?.subject.label).toBeNull();
  expect((await listAll(owner, projectId, { text: "Secret" })).events).toEqual([]);
});

test("a cursor that was not given out is refused", async () => {
  const { owner, projectId } = await setting();
  await expect(listAll(owner, projectId, { cursor: "nonsense" })).rejects.toBeInstanceOf(
    InvalidError,
  );
  await expect(listOrganization(owner, { cursor: "WzFd" })).rejects.toBeInstanceOf(InvalidError);
});
