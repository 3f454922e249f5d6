import { beforeAll, expect, test } from "vitest";
import { ConflictError } from "#lib/platform/errors.ts";
import {
  allItems,
  createTestProject,
  expectRefused,
  recorded,
  type TestProject,
} from "#lib/testing/projects.ts";
import type { Heading, Item } from "./contract.ts";
import { createItem } from "./create-item.ts";
import { moveItem } from "./move-item.ts";
import { getItem, listHeadings } from "./queries.ts";
import { removeItem } from "./remove-item.ts";
import { restoreItem } from "./restore-item.ts";
import { updateItem } from "./update-item.ts";

let project: TestProject;
let groups: Heading[];
let next = 0;

beforeAll(async () => {
  project = await createTestProject("complete");
  const { owner, projectId } = project;
  const { headings } = await listHeadings(owner, { projectId });
  groups = headings.filter((heading) => heading.level === "group");
});

const aGroup = (): Heading => groups[next++] as Heading;
const add = (groupId: string, title = "Ours") =>
  createItem(project.lead, { projectId: project.projectId, groupId, title, description: "" });
const move = (itemId: string, groupId: string, afterItemId: string | null) =>
  moveItem(project.lead, { projectId: project.projectId, itemId, groupId, afterItemId });
async function itemsIn(groupId: string): Promise<Item[]> {
  const items = await allItems(project.lead, project.projectId);
  return items.filter((item) => item.groupId === groupId);
}
const titlesIn = async (groupId: string) => (await itemsIn(groupId)).map(({ title }) => title);

test("a new item stands last in its group, has the next code and the phase's due date", async () => {
  const { lead, projectId } = project;
  const group = aGroup();
  const siblings = await itemsIn(group.id);
  const { result, events } = await recorded(project, () => add(group.id, "Call 한국"));
  expect(result).toMatchObject({
    code: `${group.code}.${siblings.length + 1}`,
    title: "Call 한국",
    origin: "custom",
    claim: "todo",
    phaseId: siblings[0]?.phaseId,
    dueAt: siblings[0]?.dueAt,
    revision: events[0]?.seq,
    textRevision: events[0]?.seq,
  });
  expect((await itemsIn(group.id)).at(-1)).toEqual(result);
  expect(events).toHaveLength(1);
  const { revision: _r, textRevision: _t, ...rest } = result;
  expect(events[0]).toMatchObject({ action: "item.created", after: rest });
  expect(events[0]).not.toHaveProperty("before");
  expect(await getItem(lead, { projectId, itemId: result.id })).toMatchObject(result);
});

test("items made at once get codes and places of their own", async () => {
  const group = aGroup();
  const { result, events } = await recorded(project, () =>
    Promise.all(Array.from({ length: 20 }, (_, index) => add(group.id, `Item ${index}`))),
  );
  expect(events).toHaveLength(20);
  expect(new Set(result.map(({ code }) => code)).size).toBe(20);
  expect(new Set(result.map(({ rank }) => rank)).size).toBe(20);
  expect((await itemsIn(group.id)).length).toBeGreaterThan(20);
});

test("an unknown group, a section or another project's group takes no item", async () => {
  const { lead, projectId } = project;
  const other = await createTestProject();
  const theirs = (await listHeadings(other.owner, { projectId: other.projectId })).headings;
  const { headings } = await listHeadings(lead, { projectId });
  const section = headings.find((heading) => heading.level === "section");
  const foreign = theirs.find((heading) => heading.level === "group");
  for (const groupId of [section?.id ?? "", foreign?.id ?? "", projectId]) {
    await expect(add(groupId)).rejects.toMatchObject({ code: "group_not_found" });
  }
});

test("an item moves behind another, to the front, and stays where it is already", async () => {
  const group = aGroup();
  const existing = await titlesIn(group.id);
  const [a, b, c] = [await add(group.id, "A"), await add(group.id, "B"), await add(group.id, "C")];
  const { result, events } = await recorded(project, () => move(c.id, group.id, a.id));
  expect(await titlesIn(group.id)).toEqual([...existing, "A", "C", "B"]);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    action: "item.moved",
    before: { rank: c.rank },
    after: { rank: result.rank },
  });
  expect((await recorded(project, () => move(c.id, group.id, a.id))).events).toEqual([]);
  await move(b.id, group.id, null);
  expect(await titlesIn(group.id)).toEqual(["B", ...existing, "A", "C"]);
  expect((await recorded(project, () => move(b.id, group.id, null))).events).toEqual([]);
});

test("moving to another phase takes the new phase's clock, unless somebody set a date", async () => {
  const { lead, projectId } = project;
  const [first, last] = [groups[0] as Heading, groups.at(-6) as Heading];
  const [byClock, byHand] = [await add(first.id, "Clock"), await add(first.id, "Hand")];
  await updateItem(lead, { projectId, itemId: byHand.id, dueAt: "2031-01-01T00:00:00Z" });
  const target = (await itemsIn(last.id))[0] as Item;
  const { result, events } = await recorded(project, () => move(byClock.id, last.id, target.id));
  expect(result).toMatchObject({ groupId: last.id, phaseId: target.phaseId, dueAt: target.dueAt });
  expect(events[0]?.before).toMatchObject({ groupId: first.id, phaseId: byClock.phaseId });
  expect(await move(byHand.id, last.id, null)).toMatchObject({ dueAt: "2031-01-01T00:00:00.000Z" });
  expect((await titlesIn(last.id)).slice(0, 3)).toEqual(["Hand", target.title, "Clock"]);
});

test("a place behind an item of another group is refused", async () => {
  const [one, other] = [aGroup(), aGroup()];
  const item = await add(one.id);
  const stranger = (await itemsIn(other.id))[0] as Item;
  await expect(move(item.id, one.id, stranger.id)).rejects.toMatchObject({
    code: "item_not_in_group",
  });
});

test("a removed item is gone, comes back where it stood, and twice changes nothing", async () => {
  const { lead, projectId } = project;
  const group = aGroup();
  const [a, b] = [await add(group.id, "A"), await add(group.id, "B")];
  const on = { projectId, itemId: a.id };
  await updateItem(lead, { ...on, claim: "done" });
  const before = await itemsIn(group.id);
  const removal = await recorded(project, () => removeItem(lead, on));
  expect(removal.events).toMatchObject([
    { action: "item.removed", subject: { id: a.id }, before: { title: "A", claim: "done" } },
  ]);
  expect((await recorded(project, () => removeItem(lead, on))).events).toEqual([]);
  await expect(getItem(lead, on)).rejects.toThrow("item_not_found");
  await expect(updateItem(lead, { ...on, claim: "todo" })).rejects.toThrow("item_not_found");
  await expect(move(a.id, group.id, null)).rejects.toThrow("item_not_found");
  const c = await add(group.id, "C");
  expect(c.code).not.toBe(a.code);
  await move(c.id, group.id, b.id);
  const back = await recorded(project, () => restoreItem(lead, on));
  expect(back.events).toMatchObject([{ action: "item.restored", after: { claim: "done" } }]);
  expect((await recorded(project, () => restoreItem(lead, on))).events).toEqual([]);
  expect((await itemsIn(group.id)).map(({ id }) => id)).toEqual([
    ...before.map(({ id }) => id),
    c.id,
  ]);
});

test("items of the catalog are neither moved nor removed", async () => {
  const { lead, projectId, items } = project;
  const { id: itemId, groupId } = items[0] as Item;
  const refusal = new ConflictError("item_not_custom");
  await expect(removeItem(lead, { projectId, itemId })).rejects.toThrow(refusal);
  await expect(restoreItem(lead, { projectId, itemId })).rejects.toThrow(refusal);
  await expect(move(itemId, groupId, null)).rejects.toThrow(refusal);
});

test("engineers, viewers and outsiders are refused", async () => {
  const { projectId, engineer, viewer } = project;
  const group = aGroup();
  const { id: itemId } = await add(group.id);
  const lesser = [engineer, viewer];
  const on = { projectId, itemId };
  await expectRefused(project, lesser, (ctx) =>
    createItem(ctx, { projectId, groupId: group.id, title: "X", description: "" }),
  );
  await expectRefused(project, lesser, (ctx) =>
    moveItem(ctx, { ...on, groupId: group.id, afterItemId: null }),
  );
  await expectRefused(project, lesser, (ctx) => removeItem(ctx, on));
  await expectRefused(project, lesser, (ctx) => restoreItem(ctx, on));
});

test("one item moved by many at once ends in one of the places, with the chain whole", async () => {
  const targets = [aGroup(), aGroup(), aGroup()];
  const item = await add((targets[0] as Heading).id);
  const { events } = await recorded(project, () =>
    Promise.all(
      Array.from({ length: 15 }, (_, index) =>
        move(item.id, (targets[index % 3] as Heading).id, null),
      ),
    ),
  );
  const stored = await getItem(project.lead, { projectId: project.projectId, itemId: item.id });
  expect(stored.rank).toBe(events.at(-1)?.after?.rank);
  expect(stored.revision).toBe(events.at(-1)?.seq);
});
