import { createServer, type Server } from "node:http";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { owner } from "./people.ts";
import { createProject, type Item, type Project, uniqueWord } from "./projects.ts";

// The item whose checks ask whether the service is healthy.
const HEALTH = "P0.3.a.1";

/** A service whose health is what the test says, on this machine. */
async function startService() {
  let healthy = true;
  const server: Server = createServer((_request, response) => {
    response.writeHead(healthy ? 200 : 503, { "content-type": "application/json" });
    response.end(JSON.stringify({ status: healthy ? "ok" : "down" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    setHealthy: (is: boolean): void => void (healthy = is),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

let service: Awaited<ReturnType<typeof startService>>;
test.beforeAll(async () => {
  service = await startService();
});
test.afterAll(() => service.stop());
test.beforeEach(() => service.setHealthy(true));

/** A project of the catalog that reads the service's health. */
async function createWatched(api: APIRequestContext): Promise<{ project: Project; item: Item }> {
  const name = `Verdicts ${uniqueWord()}`;
  const project = await createProject(api, name, { source: "catalog" });
  const response = await api.post(`/api/v1/projects/${project.id}/integrations`, {
    data: {
      ...{ provider: "http", name: "Our service", saveAnyway: true, intervalSeconds: 60 },
      config: { baseUrl: service.url },
    },
  });
  expect(response.status(), await response.text()).toBe(201);
  return { project, item: await itemOf(api, project) };
}

async function itemOf(api: APIRequestContext, project: Project): Promise<Item & Judged> {
  const list = await api.get(`/api/v1/projects/${project.id}/items?text=${HEALTH}&limit=500`);
  const { items } = (await list.json()) as { items: (Item & Judged)[] };
  const item = items.find(({ code }) => code === HEALTH);
  if (!item) throw new Error(`There is no ${HEALTH}`);
  return item;
}
type Judged = { verdict: string };

async function untilJudged(api: APIRequestContext, project: Project, verdict: string) {
  await expect
    .poll(async () => (await itemOf(api, project)).verdict, { timeout: 45_000 })
    .toBe(verdict);
}

async function claimDone(api: APIRequestContext, project: Project, item: Item): Promise<void> {
  const url = `/api/v1/projects/${project.id}/items/${item.id}`;
  expect((await api.patch(url, { data: { claim: "done" } })).status()).toBe(200);
}

const row = (page: Page) =>
  page.getByRole("list", { name: "Items that disagree" }).getByRole("listitem");

test("an item that passes although it is open is settled with one click, and that is taken back", async ({
  page,
  api,
  axe,
}) => {
  const { project } = await createWatched(api);
  await untilJudged(api, project, "pass");
  await page.goto(`/projects/${project.slug}/disagreements`);
  await expect(page.getByRole("heading", { level: 1, name: "Disagreements" })).toBeVisible();
  const mine = row(page).filter({ hasText: HEALTH });
  await expect(mine).toContainText("Verdict: Pass");
  await axe();
  await mine.getByRole("button", { name: `Accept: done (${HEALTH})` }).click();
  await expect(mine).toHaveCount(0);
  await expect(page.getByRole("group", { name: `${HEALTH}: verdict accepted` })).toBeVisible();
  const stored = async () => (await itemOf(api, project)).claim;
  await expect.poll(stored).toBe("done");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(mine).toBeVisible();
  await expect.poll(stored).toBe("todo");
});

test("a service that breaks shows on the item, in the bell and in the queue; the claim can stand for a while", async ({
  page,
  api,
  axe,
}) => {
  test.setTimeout(150_000);
  const { project, item } = await createWatched(api);
  const assign = { data: { assigneeId: await ownId(api) } };
  await api.patch(`/api/v1/projects/${project.id}/items/${item.id}`, assign);
  await claimDone(api, project, item);
  await untilJudged(api, project, "pass");

  await page.goto(`/projects/${project.slug}/checklist?item=${HEALTH}`);
  const checks = page.getByRole("region", { name: "How it is verified" });
  await expect(checks.getByText("health.ok")).toBeVisible();
  await expect(checks.getByText("Pass", { exact: true })).toBeVisible();
  service.setHealthy(false);
  await expect(async () => {
    await checks.getByRole("button", { name: "Run now" }).click();
    await expect(checks.getByText("Fail", { exact: true })).toBeVisible({ timeout: 8_000 });
  }).toPass({ timeout: 60_000 });
  await checks
    .getByText(/request/)
    .first()
    .click();
  await expect(checks.getByText(`GET ${service.url}/api/health`)).toBeVisible();
  await axe();

  await page.goto(`/projects/${project.slug}/disagreements`);
  const bell = page.getByRole("button", { name: /^Notifications, [1-9]/ });
  await expect(bell).toBeVisible();
  await axe();
  await bell.click();
  await expect(
    page
      .getByRole("dialog")
      .getByRole("link", { name: new RegExp(`fail for ${HEALTH}`) })
      .first(),
  ).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Notifications, none unread" })).toBeVisible();

  const mine = row(page).filter({ hasText: HEALTH });
  await mine.getByRole("link").focus();
  await page.keyboard.press("h");
  const dialog = page.getByRole("dialog", { name: `Let the claim of ${HEALTH} stand` });
  await dialog.getByRole("button", { name: "Keep the claim" }).click();
  await expect(dialog.getByText(/Give a reason/)).toBeVisible();
  await dialog.getByLabel("Why is the verdict wrong?").fill("The address moves tonight.");
  await dialog.getByRole("button", { name: "Keep the claim" }).click();
  await expect(mine).toHaveCount(0);
  await page.goto(`/projects/${project.slug}/checklist?item=${HEALTH}`);
  await expect(page.getByText("The address moves tonight.").first()).toBeVisible();
});

test("the checks of a phase, a section and a group run from beside their titles", async ({
  page,
  api,
}) => {
  const { project } = await createWatched(api);
  await untilJudged(api, project, "pass");
  const list = await api.get(`/api/v1/projects/${project.id}/headings`);
  const { headings } = (await list.json()) as { headings: { id: string; code: string }[] };
  await page.goto(`/projects/${project.slug}/checklist?text=${HEALTH}`);
  for (const code of ["P0", "P0.3", "P0.3.a"]) {
    const heading = page.getByRole("row").filter({ has: page.getByText(code, { exact: true }) });
    const asked = page.waitForRequest((request) => request.url().endsWith("/checks/run"));
    await heading.hover();
    await heading.getByRole("button", { name: /^Run the checks of / }).click();
    const groupId = headings.find((each) => each.code === code)?.id;
    expect((await asked).postDataJSON()).toEqual({ groupId });
    expect((await (await asked).response())?.status()).toBe(200);
    await expect(page.getByText(/checks? (is|are) running|^Nothing to run/).first()).toBeVisible();
  }
});

async function ownId(api: APIRequestContext): Promise<string> {
  const me = (await (await api.get("/api/v1/me")).json()) as { user: { id: string } };
  return me.user.id;
}

test("the days until renewal are set in the panel", async ({ page, api }) => {
  const { project, item } = await createWatched(api);
  await claimDone(api, project, item);
  await page.goto(`/projects/${project.slug}/checklist?item=${HEALTH}`);
  const days = page.getByLabel("Days after which it has to be renewed");
  await days.fill("0");
  await expect(page.getByText("A whole number from 1 to 3,650, or nothing.")).toBeVisible();
  await days.fill("90");
  await days.press("Enter");
  await expect(page.getByText(/holds until/)).toBeVisible();
  await page.reload();
  await expect(days).toHaveValue("90");
});

test("the queue works on a phone, dark and in Korean", async ({ api, openPage, axe }) => {
  const { project } = await createWatched(api);
  await untilJudged(api, project, "pass");
  const page = await openPage(owner, {
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" },
  });
  const url = new URL(process.env.E2E_URL ?? "").href;
  const cookies = { locale: "ko", theme: "dark" };
  await page
    .context()
    .addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url })));
  await page.goto(`/projects/${project.slug}/disagreements`);
  const mine = page.getByRole("listitem").filter({ hasText: HEALTH });
  await expect(mine).toContainText("판정: 통과");
  await axe(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await mine.getByRole("button", { name: `판정 수용: 완료로 (${HEALTH})` }).tap();
  await expect(mine).toHaveCount(0);
});
