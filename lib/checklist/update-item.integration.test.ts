import { beforeAll, expect, test } from "vitest";
import {
  ConflictError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
} from "#lib/platform/errors.ts";
import {
  allItems,
  createTestProject,
  expectRefused,
  recorded,
  revisionOf,
  type TestProject,
} from "#lib/testing/projects.ts";
import { archiveProject } from "#lib/projects/archive-project.ts";
import type { Item } from "./contract.ts";
import { getItem } from "./queries.ts";
import { updateItem } from "./update-item.ts";

let project: TestProject;
let next = 0;
const anItem = (): Item => project.items[next++] as Item;

beforeAll(async () => {
  project = await createTestProject();
});

test("who belongs to the organisation and not to the project finds nothing to change", async () => {
  const { member, projectId } = project;
  const change = updateItem(member, { projectId, itemId: anItem().id, claim: "done" });
  await expect(change).rejects.toThrow(NotFoundError);
});

test("a claim is stored, told by one event with before and after, and read back", async () => {
  const { engineer, projectId } = project;
  const item = anItem();
  const { result, events } = await recorded(project, () =>
    updateItem(engineer, { projectId, itemId: item.id, claim: "done" }),
  );
  const { userId } = engineer;
  expect(result).toMatchObject({ claim: "done", claimedBy: userId, revision: events[0]?.seq });
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    action: "item.claimed",
    actor: { id: userId, via: "session" },
    subject: { type: "item", id: item.id },
    before: { claim: "todo", claimedBy: null, claimedAt: null },
    after: { claim: "done", claimedBy: userId, claimedAt: result.claimedAt },
  });
  expect(await getItem(engineer, { projectId, itemId: item.id })).toMatchObject(result);
});

test("setting the same again changes nothing and records nothing", async () => {
  const { lead, projectId } = project;
  const wish = { projectId, itemId: anItem().id, claim: "in_progress", assigneeId: lead.userId };
  const first = await updateItem(lead, wish as never);
  const { result, events } = await recorded(project, () => updateItem(lead, wish as never));
  expect(events).toEqual([]);
  expect(result).toEqual(first);
});

test("not applicable needs a reason, keeps it, and loses it with another claim", async () => {
  const { engineer, projectId } = project;
  const itemId = anItem().id;
  const set = (patch: object) => updateItem(engineer, { projectId, itemId, ...patch });
  await expect(set({ claim: "not_applicable" })).rejects.toThrow(InvalidError);
  await expect(set({ claim: "not_applicable", reason: "" })).rejects.toThrow(InvalidError);
  const { events } = await recorded(project, () =>
    set({ claim: "not_applicable", reason: "We have no database" }),
  );
  expect(events[0]).toMatchObject({ reason: "We have no database" });
  expect((await recorded(project, () => set({ claim: "not_applicable" }))).events).toEqual([]);
  await expect(set({ reason: "" })).rejects.toThrow(InvalidError);
  expect(await set({ claim: "todo" })).toMatchObject({ claimReason: null });
});

test("claim, assignee, due date and texts change together in one event", async () => {
  const { lead, engineer, projectId } = project;
  const item = anItem();
  const { result, events } = await recorded(project, () =>
    updateItem(lead, {
      projectId,
      itemId: item.id,
      claim: "in_progress",
      assigneeId: engineer.userId,
      dueAt: "2031-02-03T04:05:06+09:00",
      title: "New title",
      titleKo: null,
      seenRevision: item.textRevision,
    }),
  );
  expect(events).toHaveLength(1);
  expect(events[0]?.before).toMatchObject({
    title: item.title,
    assigneeId: null,
    dueAt: item.dueAt,
  });
  expect(result).toMatchObject({
    dueAt: "2031-02-02T19:05:06.000Z",
    title: "New title",
    titleKo: null,
    textRevision: result.revision,
  });
});

test("texts that somebody has changed since are not overwritten", async () => {
  const { lead, projectId } = project;
  const { id: itemId, textRevision } = anItem();
  const edit = (title: string, seenRevision?: number) =>
    updateItem(lead, { projectId, itemId, title, seenRevision });
  const theirs = await edit("Theirs", textRevision);
  for (const seen of [textRevision, undefined]) {
    const refused = await edit("Mine", seen).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConflictError);
    expect(refused).toMatchObject({ code: "item_text_outdated", current: theirs });
  }
  await updateItem(lead, { projectId, itemId, claim: "done" });
  expect(await edit("Merged", theirs.textRevision)).toMatchObject({ title: "Merged" });
});

test("viewers are refused, outsiders do not learn of the project", async () => {
  const { projectId, viewer } = project;
  const itemId = anItem().id;
  await expectRefused(project, [viewer], (ctx) =>
    updateItem(ctx, { projectId, itemId, claim: "done" }),
  );
});

test("an item of another project is not found, not even by its own organisation's owner", async () => {
  const other = await createTestProject();
  const itemId = other.items[0]?.id ?? "";
  const { projectId, owner } = project;
  await expect(updateItem(owner, { projectId, itemId, claim: "done" })).rejects.toThrow(
    new NotFoundError("item_not_found"),
  );
  expect((await allItems(other.owner, other.projectId))[0]?.claim).toBe("todo");
});

test("engineers plan their own items and those of nobody, and edit no texts", async () => {
  const { engineer, lead, projectId } = project;
  const { id: itemId, textRevision } = anItem();
  const plan = (assigneeId: string | null) =>
    updateItem(engineer, { projectId, itemId, assigneeId });
  expect(await plan(engineer.userId)).toMatchObject({ assigneeId: engineer.userId });
  expect(await plan(lead.userId)).toMatchObject({ assigneeId: lead.userId });
  await expect(plan(engineer.userId)).rejects.toThrow(ForbiddenError);
  await expect(
    updateItem(engineer, { projectId, itemId, title: "Mine", seenRevision: textRevision }),
  ).rejects.toThrow(ForbiddenError);
  expect(await updateItem(engineer, { projectId, itemId, claim: "done" })).toMatchObject({
    claim: "done",
  });
});

test("nobody is assigned who may not work in the project", async () => {
  const { lead, viewer, member, stranger, projectId } = project;
  const itemId = anItem().id;
  for (const { userId } of [viewer, member, stranger]) {
    await expect(updateItem(lead, { projectId, itemId, assigneeId: userId })).rejects.toMatchObject(
      { issues: [{ path: "assigneeId", code: "not_assignable" }] },
    );
  }
});

test("fifty claims at once on fifty items leave fifty events without a gap", async () => {
  const { engineer, projectId } = project;
  const items = Array.from({ length: 50 }, anItem);
  const { events } = await recorded(project, () =>
    Promise.all(
      items.map(({ id }) => updateItem(engineer, { projectId, itemId: id, claim: "done" })),
    ),
  );
  expect(new Set(events.map((event) => event.subject.id))).toEqual(
    new Set(items.map((item) => item.id)),
  );
  expect(events).toHaveLength(50);
});

test("fifty claims at once on one item leave one event per real change, and the last one holds", async () => {
  const { engineer, lead, projectId } = project;
  const itemId = anItem().id;
  const wishes = ["in_progress", "done", "todo"] as const;
  const { events } = await recorded(project, () =>
    Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        updateItem(index % 2 ? engineer : lead, {
          projectId,
          itemId,
          claim: wishes[index % 3] ?? "todo",
        }),
      ),
    ),
  );
  const { claim, revision } = await getItem(lead, { projectId, itemId });
  let before: unknown = "todo";
  for (const event of events) {
    expect(event.before?.claim).toBe(before);
    expect(event.after?.claim).not.toBe(before);
    before = event.after?.claim;
  }
  expect([claim, revision]).toEqual([before, events.at(-1)?.seq]);
});

test("an archived project refuses changes until it is brought back", async () => {
  const { owner, projectId, items } = await createTestProject();
  const itemId = items[0]?.id ?? "";
  const claim = () => updateItem(owner, { projectId, itemId, claim: "done" });
  await archiveProject(owner, { projectId, archived: true });
  const before = await revisionOf(projectId);
  await expect(claim()).rejects.toThrow(new ConflictError("project_archived"));
  expect(await revisionOf(projectId)).toBe(before);
  await archiveProject(owner, { projectId, archived: false });
  expect(await claim()).toMatchObject({ claim: "done" });
});
