import { beforeAll, expect, test } from "vitest";
import { updateItem } from "#lib/checklist/update-item.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { ConflictError, ForbiddenError } from "#lib/platform/errors.ts";
import { createTestMember, createTestOrganization } from "#lib/testing/actors.ts";
import {
  allItems,
  createTestProject,
  expectRefused,
  recorded,
  type TestProject,
} from "#lib/testing/projects.ts";
import { archiveProject } from "./archive-project.ts";
import { createProject } from "./create-project.ts";
import { getProject, listProjectMembers, listProjects } from "./queries.ts";
import { removeProjectMember } from "./remove-project-member.ts";
import { setProjectMember } from "./set-project-member.ts";
import { updateProject } from "./update-project.ts";

let project: TestProject;

beforeAll(async () => {
  project = await createTestProject();
});

test("name and description change with one event; the same again changes nothing", async () => {
  const { lead, projectId } = project;
  const { textRevision } = await getProject(lead, { projectId });
  const wish = { projectId, name: "New 새 이름", description: "Why", seenRevision: textRevision };
  const { result, events } = await recorded(project, () => updateProject(lead, wish));
  expect(events).toMatchObject([
    {
      action: "project.edited",
      before: { name: "Payments 결제", description: "" },
      after: { name: "New 새 이름", description: "Why" },
    },
  ]);
  expect(result).toMatchObject({ name: "New 새 이름", textRevision: events[0]?.seq });
  expect(await getProject(lead, { projectId })).toEqual(result);
  expect((await recorded(project, () => updateProject(lead, wish))).events).toEqual([]);
  await expect(updateProject(lead, { ...wish, name: "Other" })).rejects.toMatchObject({
    code: "project_outdated",
    current: result,
  });
});

test("from core to complete and back nothing is lost", async () => {
  const { lead, projectId } = project;
  const rescope = (scope: "core" | "complete") =>
    recorded(project, () => updateProject(lead, { projectId, scope }));
  const core = await allItems(lead, projectId);
  expect(core).toHaveLength(138);
  const wide = await rescope("complete");
  expect(wide.events).toMatchObject([
    {
      action: "project.rescoped",
      before: { scope: "core", itemCount: 138 },
      after: { scope: "complete", itemCount: 206 },
    },
  ]);
  expect(wide.result.readiness.total).toBe(206);
  const extended = (await allItems(lead, projectId)).find(({ origin }) => origin === "extended");
  const claimed = await updateItem(lead, { projectId, itemId: extended?.id ?? "", claim: "done" });
  await rescope("core");
  expect(await allItems(lead, projectId)).toEqual(core);
  await rescope("complete");
  expect(await allItems(lead, projectId)).toContainEqual(claimed);
  expect((await rescope("complete")).events).toEqual([]);
  await rescope("core");
});

test("a new start moves the due dates that the clocks gave, with one event for each", async () => {
  const { lead, projectId } = await createTestProject("complete");
  const [first, second] = (await allItems(lead, projectId)) as [Item, Item];
  await updateItem(lead, { projectId, itemId: first.id, dueAt: "2031-01-01T00:00:00Z" });
  await updateItem(lead, { projectId, itemId: second.id, dueAt: null });
  const before = await allItems(lead, projectId);
  const { result, events } = await recorded({ ...project, projectId, owner: lead }, () =>
    updateProject(lead, { projectId, startAt: "2030-05-06T07:08:09Z" }),
  );
  const clocked = before.filter(({ id, dueAt }) => id !== first.id && dueAt !== null);
  expect(events.map(({ action }) => action)).toEqual([
    "project.edited",
    ...clocked.map(() => "item.planned"),
  ]);
  expect(result.revision).toBe(events.at(-1)?.seq);
  const after = await allItems(lead, projectId);
  expect(after.slice(0, 2).map(({ dueAt }) => dueAt)).toEqual(["2031-01-01T00:00:00.000Z", null]);
  expect(after[2]?.dueAt).toBe("2030-05-07T07:08:09.000Z");
  expect(after.filter(({ dueAt }) => dueAt === null).length).toBe(
    before.filter(({ dueAt }) => dueAt === null).length,
  );
});

test("only owners and administrators archive; each change of state is one event", async () => {
  const own = await createTestProject();
  const { admin, lead, engineer, viewer, projectId } = own;
  const set = (archived: boolean) =>
    recorded(own, () => archiveProject(admin, { projectId, archived }));
  expect((await set(true)).events).toMatchObject([{ action: "project.archived" }]);
  expect((await set(true)).events).toEqual([]);
  await expect(updateProject(lead, { projectId, scope: "complete" })).rejects.toThrow(
    new ConflictError("project_archived"),
  );
  await expect(
    setProjectMember(lead, { projectId, userId: viewer.userId, role: "lead" }),
  ).rejects.toThrow(ConflictError);
  const listed = async (archived: boolean) =>
    (await listProjects(admin, { archived, limit: 10 })).projects.map(({ id }) => id);
  expect([await listed(true), await listed(false)]).toEqual([[projectId], []]);
  await expectRefused(own, [lead, engineer, viewer], (ctx) =>
    archiveProject(ctx, { projectId, archived: false }),
  );
  expect((await set(false)).events).toMatchObject([{ action: "project.restored" }]);
});

test("engineers, viewers and outsiders change neither project nor members", async () => {
  const { engineer, viewer, projectId } = project;
  const { userId } = viewer;
  await expectRefused(project, [engineer, viewer], (ctx) =>
    updateProject(ctx, { projectId, scope: "complete" }),
  );
  await expectRefused(project, [engineer, viewer], (ctx) =>
    setProjectMember(ctx, { projectId, userId, role: "lead" }),
  );
  await expectRefused(project, [engineer, viewer], (ctx) =>
    removeProjectMember(ctx, { projectId, userId }),
  );
  await expectRefused(project, [], (ctx) => listProjectMembers(ctx, { projectId }));
  await expectRefused(project, [], (ctx) => getProject(ctx, { projectId }));
});

test("a member gets a role, another one, and loses it, each with one event", async () => {
  const { lead, organizationId, projectId } = project;
  const person = await createTestMember(organizationId, "member", "Kim 김");
  const { userId } = person;
  const set = (role: "lead" | "engineer" | "viewer") =>
    recorded(project, () => setProjectMember(lead, { projectId, userId, role }));
  const first = await set("viewer");
  expect(first.events).toMatchObject([
    {
      action: "project_member.set",
      subject: { type: "member", id: userId },
      after: { role: "viewer" },
    },
  ]);
  expect(first.result).toMatchObject({ userId, name: "Kim 김", role: "viewer", removed: false });
  expect((await set("viewer")).events).toEqual([]);
  expect((await set("engineer")).events).toMatchObject([
    { before: { role: "viewer" }, after: { role: "engineer" } },
  ]);
  await updateItem(person, { projectId, itemId: project.items[0]?.id ?? "", claim: "done" });
  const remove = () => recorded(project, () => removeProjectMember(lead, { projectId, userId }));
  expect((await remove()).events).toMatchObject([
    { action: "project_member.removed", before: { role: "engineer" } },
  ]);
  expect((await remove()).events).toEqual([]);
  await expect(getProject(person, { projectId })).rejects.toThrow("project_not_found");
  const { members } = await listProjectMembers(lead, { projectId });
  expect(members.filter((member) => member.removed)).toMatchObject([{ userId, role: null }]);
});

test("owners, strangers and people nobody knows get no role in a project", async () => {
  const { lead, owner, stranger, projectId } = project;
  const set = (userId: string) => setProjectMember(lead, { projectId, userId, role: "viewer" });
  await expect(set(owner.userId)).rejects.toMatchObject({ code: "role_from_organization" });
  await expect(removeProjectMember(lead, { projectId, userId: owner.userId })).rejects.toThrow(
    ConflictError,
  );
  for (const userId of [stranger.userId, projectId]) {
    await expect(set(userId)).rejects.toMatchObject({ code: "member_not_found" });
  }
});

test("the same role given by many at once is one event", async () => {
  const { lead, owner, organizationId, projectId } = project;
  const { userId } = await createTestMember(organizationId, "member");
  const { events } = await recorded(project, () =>
    Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        setProjectMember(index % 2 ? lead : owner, { projectId, userId, role: "viewer" }),
      ),
    ),
  );
  expect(events).toHaveLength(1);
});

test("members see the projects they are in, page by page, by name", async () => {
  const { owner, member, organizationId } = await createTestOrganization();
  const names = ["Beta", "alpha", "베타", "Alpha", "Gamma"];
  const made = [];
  for (const name of names) {
    const wish = { source: "markdown", name, description: "", markdown: "## A\n- [ ] x" } as const;
    made.push(await createProject(owner, wish));
  }
  expect((await listProjects(member, { archived: false, limit: 10 })).projects).toEqual([]);
  for (const { id } of made.slice(0, 2)) {
    await setProjectMember(owner, { projectId: id, userId: member.userId, role: "engineer" });
  }
  const own = (await listProjects(member, { archived: false, limit: 10 })).projects;
  expect(own.map(({ name, role }) => [name, role])).toEqual(
    expect.arrayContaining([
      ["Beta", "engineer"],
      ["alpha", "engineer"],
    ]),
  );
  const all = (await listProjects(owner, { archived: false, limit: 10 })).projects;
  const paged = [];
  let cursor: string | undefined;
  do {
    const page = await listProjects(owner, { archived: false, limit: 2, cursor });
    paged.push(...page.projects);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);
  expect(new Set(paged.map(({ name }) => name))).toEqual(new Set(names));
  const other = await createTestMember(organizationId, "member");
  await expect(getProject(other, { projectId: made[0]?.id ?? "" })).rejects.toThrow();
  await expect(updateProject(member, { projectId: made[0]?.slug ?? "" })).rejects.toThrow(
    ForbiddenError,
  );
});
