import fs from "node:fs";
import { beforeAll, expect, test } from "vitest";
import type { Heading } from "#lib/checklist/contract.ts";
import { listHeadings } from "#lib/checklist/queries.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import { createTestOrganization, type TestOrganization } from "#lib/testing/actors.ts";
import { allItems, eventsAfter } from "#lib/testing/projects.ts";
import { createProject } from "./create-project.ts";
import { exportProject } from "./export-project.ts";
import { getProject } from "./queries.ts";

let organization: TestOrganization;

beforeAll(async () => {
  organization = await createTestOrganization();
});

const fromMarkdown = (markdown: string, name = "Imported") =>
  createProject(organization.owner, { source: "markdown", name, description: "", markdown });
const fromCatalog = (name: string, scope: "core" | "complete" = "core") =>
  createProject(organization.owner, { source: "catalog", name, description: "", scope });
const exported = async (projectId: string, format: "markdown" | "csv" | "json" = "markdown") => {
  const response = await exportProject(organization.owner, { projectId, format });
  return Buffer.from(await response.arrayBuffer()).toString("utf8");
};

test("the core scope has 138 items and the complete one 206, due by their phases' clocks", async () => {
  const { owner } = organization;
  const core = await fromCatalog("Core");
  const complete = await fromCatalog("Complete", "complete");
  expect([core.readiness.total, complete.readiness.total]).toEqual([138, 206]);
  expect(core).toMatchObject({ slug: "core", catalogVersion: 2, revision: 1, role: "owner" });
  const items = await allItems(owner, complete.id);
  const { headings } = await listHeadings(owner, { projectId: complete.id });
  const phases = new Map(headings.map((heading) => [heading.id, heading]));
  for (const item of items) {
    const hours = phases.get(item.phaseId)?.deadlineHours;
    const due = hours ? new Date(Date.parse(complete.startAt) + hours * 3_600_000) : null;
    expect(item.dueAt).toBe(due?.toISOString() ?? null);
  }
  // What proves a penetration test or a replicated backup ages; most else does not.
  const aging = new Map(items.flatMap(({ code, ttlDays }) => (ttlDays ? [[code, ttlDays]] : [])));
  expect([aging.size, aging.get("P2.4.a.5"), aging.get("P2.3.a.3")]).toEqual([40, 365, 90]);
  expect(await eventsAfter(core.id, 0)).toMatchObject([
    {
      action: "project.created",
      subject: { type: "project", id: core.id },
      after: { name: "Core", scope: "core", itemCount: 206, from: { catalogVersion: 2 } },
    },
  ]);
});

test("the source document imports to 4 phases, 15 sections, 42 groups and 206 items", async () => {
  const { owner } = organization;
  const markdown = fs.readFileSync("lib/templates/fixtures/production-readiness.ko.md", "utf8");
  const project = await fromMarkdown(markdown, "원본 문서");
  const { headings } = await listHeadings(owner, { projectId: project.id });
  const count = (level: Heading["level"]) => headings.filter((h) => h.level === level).length;
  expect([count("phase"), count("section"), count("group")]).toEqual([4, 15, 42]);
  expect(await allItems(owner, project.id)).toHaveLength(206);
  expect(project).toMatchObject({ slug: "원본-문서", catalogVersion: null });
  expect(await getProject(owner, { projectId: "원본-문서" })).toEqual(project);
});

test("what is exported as Markdown imports to the same", async () => {
  const { owner } = organization;
  const source = [
    "# Launch",
    "## P0 - Now",
    "### P0.1 Keys",
    "#### P0.1.a Rotation",
    "- [x] Rotate `KEY` <b>now</b>",
    "- [ ] 한국어 항목",
    '- [ ] Skip <!-- preflight: {"claim":"not_applicable","reason":"No database"} -->',
  ].join("\n");
  for (const first of [await fromMarkdown(source), await fromCatalog("Whole", "complete")]) {
    const text = await exported(first.id);
    const again = await fromMarkdown(text, first.name);
    expect(await exported(again.id)).toBe(text);
    const strip = async (projectId: string) =>
      (await allItems(owner, projectId)).map((item) => ({
        ...{ code: item.code, title: item.title, titleKo: item.titleKo, claim: item.claim },
        ...{ reason: item.claimReason, origin: item.origin, focusStep: item.focusStep },
        ...{ rank: item.rank, ttlDays: item.ttlDays },
      }));
    expect(await strip(again.id)).toEqual(await strip(first.id));
  }
});

test("items that arrive done are claimed by whoever brings them", async () => {
  const { owner } = organization;
  const { id } = await fromMarkdown("## A\n- [x] One\n- [ ] Two");
  const [one, two] = await allItems(owner, id);
  expect(one).toMatchObject({ claim: "done", claimedBy: owner.userId });
  expect(two).toMatchObject({ claim: "todo", claimedBy: null, claimedAt: null });
});

test("a file that is no checklist is refused with its line, and nothing is left behind", async () => {
  const faults = [
    ["", "checklist_empty", 0],
    ["# Only\n\nprose", "checklist_noItems", 0],
    ["## A\n- [ ] fine\n- [ ] \u0000", "checklist_binary", 3],
    [`## A\n- [ ] fine\n- [ ] ${"x".repeat(501)}`, "checklist_titleTooLong", 3],
  ] as const;
  for (const [markdown, code, line] of faults) {
    await expect(fromMarkdown(markdown, "Refused")).rejects.toMatchObject({
      code: "checklist_invalid",
      issues: [{ path: "markdown", code, params: { line } }],
    });
  }
  await expect(getProject(organization.owner, { projectId: "refused" })).rejects.toThrow();
});

test("5,000 items are imported, listed and exported within a test's time", async () => {
  const { owner } = organization;
  const lines = Array.from({ length: 5_000 }, (_, n) =>
    n % 100 === 0 ? `## Group ${n}\n- [ ] Item ${n} 항목` : `- [ ] Item ${n} 항목`,
  );
  const { id } = await fromMarkdown(lines.join("\n"), "Large");
  expect(await allItems(owner, id)).toHaveLength(5_000);
  expect((await exported(id)).match(/^- \[ \]/gm)).toHaveLength(5_000);
});

test("projects of one name created at once get slugs of their own", async () => {
  const projects = await Promise.all(Array.from({ length: 6 }, () => fromCatalog("Twin 쌍둥이")));
  expect(projects.map(({ slug }) => slug).toSorted()).toEqual([
    "twin-쌍둥이",
    ...[2, 3, 4, 5, 6].map((n) => `twin-쌍둥이-${n}`),
  ]);
});

test("only owners and administrators create projects", async () => {
  const { admin, member } = organization;
  const wish = { source: "catalog", name: "Theirs", description: "", scope: "core" } as const;
  await expect(createProject(member, wish)).rejects.toThrow(ForbiddenError);
  expect(await createProject(admin, wish)).toMatchObject({ role: "admin" });
});

test("CSV and JSON hold all columns, and formulas cannot run in a spreadsheet", async () => {
  const { id } = await fromMarkdown("## A\n- [ ] =HYPERLINK(1)\n- [x] 둘째", "=Sum");
  const csv = await exported(id, "csv");
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  expect(csv).toContain("'=HYPERLINK(1)");
  expect(csv.split("\r\n")[0]).toContain("code,phase,section,group,title,titleKo");
  const json = JSON.parse(await exported(id, "json")) as { items: object[]; project: object };
  expect(json.items).toHaveLength(2);
  expect(json.project).toMatchObject({ name: "=Sum" });
  const named = await fromCatalog("한글 이름");
  const response = await exportProject(organization.owner, { projectId: named.id, format: "csv" });
  expect(response.headers.get("content-disposition")).toBe(
    `attachment; filename="checklist.csv"; filename*=UTF-8''${encodeURIComponent("한글-이름")}.csv`,
  );
});
