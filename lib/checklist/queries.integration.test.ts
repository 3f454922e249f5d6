import { beforeAll, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import type { Prisma } from "#lib/platform/db/generated/client.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import {
  allItems,
  createTestProject,
  expectRefused,
  revisionOf,
  type TestProject,
} from "#lib/testing/projects.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { removeProjectMember } from "#lib/projects/remove-project-member.ts";
import { bulkUpdateItems } from "./bulk-update-items.ts";
import type { Item, listItemsEndpoint } from "./contract.ts";
import { listHeadings, listItems, listMyItems } from "./queries.ts";
import { updateItem } from "./update-item.ts";

type Filters = Partial<Input<typeof listItemsEndpoint>>;
let project: TestProject;

beforeAll(async () => {
  project = await createTestProject("complete");
});

async function page(filters: Filters) {
  const { engineer, projectId } = project;
  return (await listItems(engineer, { projectId, limit: 500, ...filters })).parse();
}
const found = async (filters: Filters) => (await page(filters)).items;

test("pages of any size follow one another without a gap, in the checklist's order", async () => {
  const all = await allItems(project.engineer, project.projectId);
  expect(all).toHaveLength(206);
  expect(all.map(({ rank }) => rank).toSorted()).toEqual(all.map(({ rank }) => rank));
  for (const limit of [1, 50, 103, 206, 207]) {
    const items: Item[] = [];
    let cursor: string | undefined;
    do {
      const next = await page({ limit, cursor });
      items.push(...next.items);
      cursor = next.nextCursor ?? undefined;
    } while (cursor);
    expect(items).toEqual(all);
  }
});

test("a page shows the project's revision", async () => {
  expect((await page({})).revision).toBe(await revisionOf(project.projectId));
});

test("filters by phase, origin, focus step and words in both languages", async () => {
  const items = await found({});
  const { headings } = await listHeadings(project.viewer, { projectId: project.projectId });
  const phase = headings.find((heading) => heading.code === "P1");
  const inPhase = items.filter((item) => item.phaseId === phase?.id);
  expect(inPhase.length).toBeGreaterThan(0);
  expect(await found({ phase: "P1" })).toEqual(inPhase);
  expect(await found({ phase: phase?.id })).toEqual(inPhase);
  expect(await found({ phase: "P9" })).toEqual([]);
  expect(await found({ origin: "core" })).toHaveLength(138);
  expect(await found({ origin: "extended" })).toHaveLength(68);
  const step = items.filter((item) => item.focusStep === 4);
  expect(await found({ focusStep: 4 })).toEqual(step);
  const keys = await found({ text: "api KEY .env" });
  expect(keys.map(({ code }) => code)).toContain("P0.1.a.1");
  expect(await found({ text: "환경별" })).toEqual(
    items.filter((i) => i.titleKo?.includes("환경별")),
  );
  expect(await found({ text: "P0.1.a.1 100%_" })).toEqual([]);
});

test("filters by claim, assignee and due date", async () => {
  const { lead, engineer, projectId, items } = project;
  const [a, b, c] = items as [Item, Item, Item];
  await updateItem(lead, { projectId, itemId: a.id, claim: "done", assigneeId: engineer.userId });
  await updateItem(lead, { projectId, itemId: b.id, dueAt: "2020-01-01T00:00:00Z" });
  await updateItem(lead, { projectId, itemId: c.id, assigneeId: lead.userId, dueAt: null });
  const ids = async (filters: Filters) => (await found(filters)).map(({ id }) => id);
  expect(await ids({ claim: "done" })).toEqual([a.id]);
  expect(await ids({ assignee: "me" })).toEqual([a.id]);
  expect(await ids({ assignee: lead.userId })).toEqual([c.id]);
  expect(await ids({ assignee: "nobody" })).toHaveLength(204);
  expect(await ids({ overdue: true })).toEqual([b.id]);
  expect(await ids({ overdue: false })).toHaveLength(205);
});

test("filters by verdict and by waivers in force", async () => {
  const { lead, projectId, items } = await createTestProject();
  const [a, b, c] = items as [Item, Item, Item];
  const day = 86_400_000;
  // Nothing writes verdicts and waivers yet; the columns are there.
  const set = (id: string, data: Prisma.ItemUpdateInput) =>
    writeClient().item.update({ where: { id }, data });
  await set(a.id, { verdict: "pass", waivedUntil: new Date(Date.now() + day) });
  await set(b.id, { verdict: "stale", waivedUntil: new Date(Date.now() - day) });
  await set(c.id, { verdict: "pass" });
  const ids = async (filters: Filters) => {
    const page = (await listItems(lead, { projectId, limit: 500, ...filters })).parse();
    return page.items.map(({ id }) => id);
  };
  expect(await ids({ verdict: "pass" })).toEqual([a.id, c.id]);
  expect(await ids({ verdict: "stale" })).toEqual([b.id]);
  expect(await ids({ verdict: "fail" })).toEqual([]);
  expect(await ids({ verdict: "not_run" })).toHaveLength(items.length - 3);
  expect(await ids({ waived: true })).toEqual([a.id]);
  expect(await ids({ waived: false })).toEqual(items.slice(1).map(({ id }) => id));
  expect(await ids({ verdict: "pass", waived: false })).toEqual([c.id]);
});

test("a cursor of somebody's own making is refused", async () => {
  const forged = [["\u0000", "x"], ["a0"], ["a0", "b"], {}, ["a' OR 1=1", project.projectId]];
  for (const keys of forged) {
    const cursor = Buffer.from(JSON.stringify(keys)).toString("base64url");
    await expect(found({ cursor })).rejects.toMatchObject({ code: "cursor_invalid" });
  }
});

test("outsiders do not see a project's items or headings", async () => {
  const { projectId } = project;
  await expectRefused(project, [], (ctx) => listItems(ctx, { projectId, limit: 10 }));
  await expectRefused(project, [], (ctx) => listHeadings(ctx, { projectId }));
});

test("my open items come from all projects that I see, by due date, those without one last", async () => {
  const { owner, lead, engineer, viewer, projectId } = await createTestProject();
  const second = await createProject(owner, {
    source: "catalog",
    name: "Second",
    description: "",
    scope: "core",
  });
  const mine = async (ctx = owner, limit = 100, cursor?: string) =>
    (await listMyItems(ctx, { limit, cursor })).parse();
  const take = async (id: string, from: number, to: number) => {
    const itemIds = (await allItems(owner, id)).slice(from, to).map((item) => item.id);
    await bulkUpdateItems(owner, { projectId: id, itemIds, assigneeId: owner.userId });
    return itemIds;
  };
  const [early = "", undated = "", done = ""] = await take(projectId, 0, 5);
  await take(second.id, 100, 104);
  const set = (itemId: string, patch: object) => updateItem(owner, { projectId, itemId, ...patch });
  await set(early, { dueAt: "2020-01-01T00:00:00Z" });
  await set(undated, { dueAt: null });
  await set(done, { claim: "done" });
  const { items } = await mine();
  expect(items).toHaveLength(8);
  expect([items[0]?.id, items.at(-1)?.id]).toEqual([early, undated]);
  expect(new Set(items.map((item) => item.projectName)).size).toBe(2);
  const pages: string[] = [];
  let cursor: string | undefined;
  do {
    const next = await mine(owner, 3, cursor);
    pages.push(...next.items.map(({ id }) => id));
    cursor = next.nextCursor ?? undefined;
  } while (cursor);
  expect(pages).toEqual(items.map(({ id }) => id));
  expect((await mine(viewer)).items).toEqual([]);
  await updateItem(lead, { projectId, itemId: early, assigneeId: engineer.userId });
  expect((await mine(engineer)).items).toHaveLength(1);
  await removeProjectMember(owner, { projectId, userId: engineer.userId });
  expect((await mine(engineer)).items).toEqual([]);
});
