import { beforeAll, expect, test } from "vitest";
import { createProject } from "#lib/projects/create-project.ts";
import { ForbiddenError, InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import {
  allItems,
  createTestProject,
  expectRefused,
  recorded,
  revisionOf,
  type TestProject,
} from "#lib/testing/projects.ts";
import { bulkUpdateItems } from "./bulk-update-items.ts";
import { updateItem } from "./update-item.ts";

let project: TestProject;

beforeAll(async () => {
  project = await createTestProject();
});

const idsOf = (from: number, to: number) => project.items.slice(from, to).map(({ id }) => id);

test("one event for each item that changes, none for those that are as wanted", async () => {
  const { lead, projectId } = project;
  const itemIds = idsOf(0, 20);
  await updateItem(lead, { projectId, itemId: itemIds[3] ?? "", claim: "done" });
  const { result, events } = await recorded(project, () =>
    bulkUpdateItems(lead, { projectId, itemIds: [...itemIds, ...itemIds], claim: "done" }),
  );
  expect(events).toHaveLength(19);
  expect(result.items.map(({ id }) => id)).toEqual(itemIds);
  expect(new Set(result.items.map(({ claim }) => claim))).toEqual(new Set(["done"]));
  const stored = (await allItems(lead, projectId)).slice(0, 20);
  expect(stored).toEqual(result.items);
});

test("not applicable for many takes one reason for all", async () => {
  const { lead, projectId } = project;
  const wish = { projectId, itemIds: idsOf(20, 25), claim: "not_applicable" as const };
  await expect(bulkUpdateItems(lead, wish)).rejects.toThrow(InvalidError);
  const { events } = await recorded(project, () =>
    bulkUpdateItems(lead, { ...wish, reason: "No Kubernetes here" }),
  );
  expect(events.map((event) => event.reason)).toEqual(Array(5).fill("No Kubernetes here"));
});

test("one unknown or foreign item, and nothing changes", async () => {
  const { lead, projectId } = project;
  const other = await createTestProject();
  const before = await allItems(lead, projectId);
  const itemIds = [...idsOf(30, 40), other.items[0]?.id ?? ""];
  await expect(bulkUpdateItems(lead, { projectId, itemIds, claim: "done" })).rejects.toThrow(
    new NotFoundError("item_not_found"),
  );
  expect(await allItems(lead, projectId)).toEqual(before);
});

test("engineers change many of their own and of nobody, and none when one is another's", async () => {
  const { engineer, lead, projectId } = project;
  const itemIds = idsOf(40, 44);
  const assign = (assigneeId: string) =>
    bulkUpdateItems(engineer, { projectId, itemIds, assigneeId });
  expect((await assign(engineer.userId)).items).toHaveLength(4);
  await updateItem(lead, { projectId, itemId: itemIds[2] ?? "", assigneeId: lead.userId });
  const before = await revisionOf(projectId);
  await expect(assign(engineer.userId)).rejects.toThrow(ForbiddenError);
  expect(await revisionOf(projectId)).toBe(before);
});

test("5,000 items change in one transaction, one event each, and are back with the next", async () => {
  const { owner } = project;
  const lines = Array.from({ length: 5_000 }, (_, index) => `- [ ] Measure ${index + 1}`);
  const { id: projectId } = await createProject(owner, {
    source: "markdown",
    name: "Large",
    description: "",
    markdown: ["# All", "## Of", "### It", ...lines].join("\n"),
  });
  const itemIds = (await allItems(owner, projectId)).map(({ id }) => id);
  const leave = { projectId, itemIds, claim: "not_applicable" as const, reason: "Not ours" };
  const { result, events } = await recorded({ projectId, owner }, () =>
    bulkUpdateItems(owner, leave),
  );
  expect(result.items).toHaveLength(5_000);
  expect(events).toHaveLength(5_000);
  expect(new Set(events.map(({ reason }) => reason))).toEqual(new Set(["Not ours"]));
  await bulkUpdateItems(owner, { projectId, itemIds, claim: "todo", reason: "" });
  const back = await allItems(owner, projectId);
  expect(new Set(back.map(({ claim, claimReason }) => `${claim} ${claimReason}`))).toEqual(
    new Set(["todo null"]),
  );
});

test("viewers and outsiders are refused", async () => {
  const { projectId, viewer } = project;
  await expectRefused(project, [viewer], (ctx) =>
    bulkUpdateItems(ctx, { projectId, itemIds: idsOf(50, 52), claim: "done" }),
  );
});

test("bulk changes of the same items at once follow one another", async () => {
  const { engineer, lead, projectId } = project;
  const itemIds = idsOf(60, 100);
  const { events } = await recorded(project, () =>
    Promise.all([
      bulkUpdateItems(lead, { projectId, itemIds, claim: "done" }),
      bulkUpdateItems(engineer, { projectId, itemIds, claim: "in_progress" }),
      bulkUpdateItems(lead, { projectId, itemIds: itemIds.toReversed(), claim: "todo" }),
    ]),
  );
  const stored = new Map((await allItems(lead, projectId)).map((item) => [item.id, item.claim]));
  const told = new Map(events.map((event) => [event.subject.id, event.after?.claim]));
  for (const [id, claim] of told) expect(stored.get(id)).toBe(claim);
  expect(new Set(itemIds.map((id) => stored.get(id))).size).toBe(1);
});
