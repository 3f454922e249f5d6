import fs from "node:fs/promises";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { owner } from "./people.ts";
import { changeItem, createProject as createNamed, type Project, uniqueWord } from "./projects.ts";

const MARKDOWN = `# P0 Launch
## Access
### Keys
- [ ] Move secrets to the vault
- [ ] Rotate the signing key
- [x] Remove old tokens
# P1 Soon
## Operations
### Backups
- [ ] Restore a backup
# P3 Later
## Costs
### Bills
- [ ] Compare two offers
`;

const DAY_MS = 86_400_000;

/** A project that began three days ago: both clocks have run out. */
function createProject(api: APIRequestContext): Promise<Project> {
  const startAt = new Date(Date.now() - 3 * DAY_MS - 3_600_000).toISOString();
  const data = { source: "markdown", markdown: MARKDOWN, startAt };
  return createNamed(api, `Report ${uniqueWord()}`, data);
}

const gate = (page: Page) => page.getByRole("region", { name: "Launch gate" });
const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("the overview changes when an item is done in another browser, until the gate opens", async ({
  page,
  api,
  openPage,
  axe,
}) => {
  const project = await createProject(api);
  await page.goto(`/projects/${project.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: project.name })).toBeVisible();
  await expect(gate(page)).toContainText("CLOSED");
  await expect(gate(page)).toContainText("3 things in the way");
  await expect(gate(page)).toContainText("P0 overdue by 2 days");
  await expect(page.getByRole("link", { name: "Claimed: 1 item" })).toBeVisible();
  await expect(page.getByText("nothing verified yet")).toBeVisible();
  const blockers = page.locator("section", {
    has: page.getByRole("heading", { name: "In the way" }),
  });
  await expect(blockers.getByRole("listitem")).toHaveCount(3);
  await axe();

  const other = await openPage(owner);
  await other.goto(`/projects/${project.slug}/checklist`);
  await other
    .getByRole("row", { name: /Rotate the signing key/ })
    .getByRole("button", { name: /is To do\./ })
    .click();
  await expect(gate(page)).toContainText("1 open in P0");
  await expect(page.getByRole("link", { name: "Claimed: 2 items" })).toBeVisible();
  await expect(blockers.getByRole("listitem")).toHaveCount(2);
  await expect(page.getByText(/Ada Park marked P0\S+ as done/)).toBeVisible();

  await changeItem(api, project, "Move secrets to the vault", { claim: "done" });
  await changeItem(api, project, "Restore a backup", { claim: "done" });
  await expect(gate(page)).toContainText("OPEN");
  await expect(page.getByText("Nothing is in the way")).toBeVisible();
});

test("what is in the way is a link to exactly those items", async ({ page, api }) => {
  const project = await createProject(api);
  await page.goto(`/projects/${project.slug}`);
  await gate(page).getByRole("link", { name: "2 open in P0" }).click();
  await expect(page.getByRole("treegrid", { name: "Checklist" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Move secrets to the vault" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Rotate the signing key" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Remove old tokens" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Restore a backup" })).toHaveCount(0);
});

test("a project in which nothing is claimed says where to begin", async ({ page, api, axe }) => {
  const data = { source: "catalog", name: `Fresh ${process.pid} ${Date.now()}` };
  const project = (await (await api.post("/api/v1/projects", { data })).json()) as Project;
  const url = new URL(process.env.E2E_URL ?? "").href;
  const cookies = { locale: "ko", theme: "dark" };
  await page
    .context()
    .addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url })));
  await page.goto(`/projects/${project.slug}`);
  await expect(page.getByRole("heading", { name: /여기서 시작하십시오/ })).toBeVisible();
  await axe();
  await page.getByRole("link", { name: "1단계 열기" }).click();
  await expect(page).toHaveURL(/checklist\?step=1$/);
});

test("the figures of the report agree with what was done, on the page and as CSV", async ({
  page,
  api,
  axe,
}) => {
  const project = await createProject(api);
  const reason = 'No backups, "yet"';
  await changeItem(api, project, "Move secrets to the vault", { claim: "done" });
  await changeItem(api, project, "Compare two offers", { claim: "done" });
  await changeItem(api, project, "Compare two offers", { claim: "todo" });
  await changeItem(api, project, "Restore a backup", { claim: "not_applicable", reason });
  await page.goto(`/projects/${project.slug}/reports`);

  await expect(page.getByRole("img", { name: "P0: 2 of 3 items are done." })).toBeVisible();
  await expect(page.getByRole("img", { name: "P3: 0 of 1 items are done." })).toBeVisible();
  await expect(page.locator("svg.recharts-surface").first()).toBeVisible();
  await page.getByText("Figures by day").click();
  const days = page.getByRole("table", { name: "Figures by day" });
  await expect(days.getByRole("row").nth(1)).toContainText(/2\s*0\s*0\s*2$/);
  const people = page.getByRole("table", { name: "Done per person and week" });
  await expect(people.getByRole("row", { name: /Ada Park/ })).toContainText(/2$/);
  const overdue = page.getByRole("table", { name: "Overdue by age" });
  await expect(overdue.getByRole("row")).toHaveCount(2);
  await expect(overdue.getByRole("row").nth(1)).toContainText("Rotate the signing key");
  const exceptions = page.getByRole("table", { name: "Waived and not applicable" });
  await expect(exceptions.getByRole("row").nth(1)).toContainText(reason);
  await axe();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Waived and not applicable as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`${project.slug}-exceptions.csv`);
  const csv = await fs.readFile(await file.path(), "utf8");
  expect(csv).toContain("Restore a backup");
  expect(csv).toContain('"No backups, ""yet"""');

  await changeItem(api, project, "Rotate the signing key", { claim: "done" });
  await expect(page.getByText("Nothing is overdue.")).toBeVisible();
});

test("on paper the report has a title block, and nothing of the application around it", async ({
  page,
  api,
}) => {
  const project = await createProject(api);
  await page.goto(`/projects/${project.slug}/reports`);
  await expect(page.locator("svg.recharts-surface").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Readiness report")).toBeVisible();
  await expect(page.getByText(project.name, { exact: true }).filter({ visible: true })).toHaveCount(
    1,
  );
  await expect(page.getByText("CLOSED").filter({ visible: true })).toHaveCount(1);
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(
    section(page, "Burn-up").locator("svg.recharts-surface").filter({ visible: true }),
  ).toHaveCount(4);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, "nothing sticks out").toBeLessThanOrEqual(0);
  expect((await page.pdf({ format: "A4" })).byteLength).toBeGreaterThan(10_000);
});

test("on paper stands everything that is overdue, not only the first of it", async ({
  page,
  api,
}) => {
  const items = Array.from({ length: 15 }, (_, index) => `- [ ] Measure ${index + 1}`);
  const markdown = [
    "# P0 Launch",
    "## Access",
    "### Keys",
    ...items,
    "# P3 Later",
    "- [ ] The rest",
  ].join("\n");
  const startAt = new Date(Date.now() - 3 * DAY_MS).toISOString();
  const project = await createNamed(api, `Late ${uniqueWord()}`, {
    ...{ source: "markdown", markdown, startAt },
  });
  await page.goto(`/projects/${project.slug}/reports`);
  const overdue = page.getByRole("table", { name: "Overdue by age" });
  await expect(page.getByText("12 of 15 shown")).toBeVisible();
  // The page may be there before its scripts listen.
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await expect(overdue.getByRole("row")).toHaveCount(16, { timeout: 1_000 });
  }).toPass();
  await expect(page.getByText("12 of 15 shown")).toBeHidden();
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(overdue.getByRole("row")).toHaveCount(13);
});
