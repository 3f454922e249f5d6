import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import { promisify } from "node:util";
import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";

type Project = { id: string; slug: string };
type Item = { id: string; code: string; title: string };

async function createProject(api: APIRequestContext): Promise<Project & { items: Item[] }> {
  const markdown = "# P0\n\n## Secrets\n\n- [ ] Rotate the keys\n- [ ] Scan the history\n";
  const data = { source: "markdown", name: `Ledger ${randomUUID()}`, markdown };
  const response = await api.post("/api/v1/projects", { data });
  expect(response.status()).toBe(201);
  const project = (await response.json()) as Project;
  const list = await api.get(`/api/v1/projects/${project.id}/items`);
  return { ...project, items: ((await list.json()) as { items: Item[] }).items };
}

async function claim(api: APIRequestContext, project: Project, item: Item | undefined, to: object) {
  const response = await api.patch(`/api/v1/projects/${project.id}/items/${item?.id}`, {
    data: to,
  });
  expect(response.status()).toBe(200);
}

/** Runs the offline verifier on a file; its exit status and what it says. */
async function verifyOffline(file: string): Promise<{ code: number; says: string }> {
  try {
    const { stdout } = await promisify(execFile)("node", ["scripts/audit-verify.mjs", file]);
    return { code: 0, says: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, says: stdout };
  }
}

test("a project's log shows who did what, and what comes while one looks", async ({
  page,
  api,
  axe,
}) => {
  const project = await createProject(api);
  const [first, second] = project.items;
  await claim(api, project, first, { claim: "done" });
  await page.goto(`/projects/${project.slug}/audit`);
  const rows = page.getByRole("row");
  await expect(rows.nth(1)).toContainText(`marked ${first?.code} as done`);
  await expect(rows.nth(1)).toContainText("Rotate the keys");
  await expect(rows.nth(2)).toContainText("created the project Ledger");

  await claim(api, project, second, { claim: "not_applicable", reason: "No history yet" });
  await expect(page.getByRole("button", { name: "1 new event" })).toBeVisible();
  await expect(rows.nth(1)).toContainText(`marked ${second?.code} as not applicable`);

  await rows
    .nth(1)
    .getByRole("button", { name: /Show details/ })
    .click();
  const changes = page.getByRole("table", { name: "Changed fields" });
  await expect(changes).toContainText("No history yet");
  await axe();

  await page.getByRole("searchbox").fill("no history");
  await expect(page.getByText("1 event matches.")).toBeVisible();
  await expect(page).toHaveURL(/q=no\+history/);
  await page.reload();
  await expect(page.getByText("1 event matches.")).toBeVisible();
  await page.getByRole("searchbox").fill("nothing like it");
  await page.getByText("No event matches these filters.").waitFor();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect(page.getByText("That is all: 3 events.")).toBeVisible();
});

test("a chain is verified in the page, and its export without the application", async ({
  page,
  api,
  axe,
}, testInfo) => {
  const project = await createProject(api);
  for (const item of project.items) await claim(api, project, item, { claim: "done" });
  await page.goto(`/projects/${project.slug}/audit`);
  await page.getByRole("button", { name: "Verify chain" }).click();
  await expect(page.getByText("The chain is intact: 3 events")).toBeVisible();
  await axe();

  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /JSON Lines/ }).click(),
  ]);
  const file = testInfo.outputPath("audit.jsonl");
  await download.saveAs(file);
  expect(await verifyOffline(file)).toMatchObject({
    code: 0,
    says: expect.stringContaining("OK  3 events in 1 chain"),
  });
  const text = await fs.readFile(file, "utf8");
  await fs.writeFile(file, text.replace("todo", "nope"));
  expect(await verifyOffline(file)).toMatchObject({
    code: 1,
    says: expect.stringContaining("line 2: the event or its hash was changed"),
  });
});

test("the organisation's log is for administrators, in Korean and on a phone too", async ({
  api,
  openPage,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of 404/);
  const project = await createProject(api);
  const phone = { locale: "ko-KR", viewport: { width: 390, height: 844 }, hasTouch: true };
  const admin = await openPage(await createPerson(api, "Mina Seo", "admin"), phone);
  await admin.goto(`/audit?project=${project.id}`);
  await expect(admin.getByRole("heading", { name: "감사 로그" })).toBeVisible();
  await expect(admin.getByText(/프로젝트를 만들었습니다/)).toBeVisible();
  await axe(admin);
  await admin.getByRole("button", { name: "필터", exact: false }).first().click();
  await axe(admin);

  const member = await openPage(await createPerson(api, "Olaf Brandt"));
  await member.goto("/audit");
  await expect(member.getByText("Nothing here")).toBeVisible();
  expect((await member.request.get("/api/v1/audit")).status()).toBe(403);
  expect((await member.request.get(`/api/v1/projects/${project.id}/audit`)).status()).toBe(404);
});
