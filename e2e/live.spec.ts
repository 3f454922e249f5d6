import { type PlainServer, startPlainServer } from "../lib/testing/plain-server.ts";
import { expect, test } from "./fixtures.ts";
import { READ_WITHIN, addPreset, connect, widget } from "./live.ts";
import { owner } from "./people.ts";
import { createProject, prefer, uniqueWord } from "./projects.ts";

let service: PlainServer;

// What the integrations of these tests look at: a service that is up.
test.beforeAll(async () => {
  service = await startPlainServer((_request, response) => {
    response.setHeader("content-type", "application/json").end('{"status":"ok"}');
  });
});

test.afterAll(() => service.close());

test("a page without widgets leads to the first one, which is read and shown with its age", async ({
  page,
  api,
  axe,
}) => {
  const project = await createProject(api, `Live ${uniqueWord()}`);
  await page.goto(`/projects/${project.slug}`);
  await page.getByRole("link", { name: "Live", exact: true }).click();
  await page.getByRole("button", { name: "Add widgets" }).click();
  const dialog = page.getByRole("dialog", { name: "Add widgets" });
  await expect(dialog.getByRole("link", { name: "Connect an integration" })).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();

  await connect(api, project, "Shop", service.url);
  await page.getByRole("button", { name: "Add widgets" }).click();
  await dialog.getByRole("button", { name: "Add Availability" }).click();
  await expect(dialog.getByText("On the page")).toBeVisible();
  await axe();
  await dialog.getByRole("button", { name: "Close" }).click();
  const availability = widget(page, "Availability");
  await expect(availability).toContainText("OK", READ_WITHIN);
  await expect(availability).toContainText(/as of \d+/);
  await expect(availability.getByRole("link", { name: "Shop" })).toHaveAttribute(
    "href",
    new RegExp(`/projects/${project.slug}/settings/integrations/`),
  );
});

test("a question of one's own is tried before it is kept", async ({ page, api }) => {
  const project = await createProject(api, `Live ${uniqueWord()}`);
  await connect(api, project, "Shop", service.url);
  await page.goto(`/projects/${project.slug}/live`);
  await page.getByRole("button", { name: "Add widgets" }).click();
  const dialog = page.getByRole("dialog", { name: "Add widgets" });
  await dialog.getByRole("button", { name: "Own question" }).click();
  await dialog.getByRole("combobox", { name: "Signal" }).click();
  await page.getByRole("option", { name: "Availability" }).click();
  await dialog.getByRole("button", { name: "Try it" }).click();
  await expect(dialog.getByText(/Answered in \d/)).toBeVisible();
  await dialog.getByRole("combobox", { name: "Signal" }).click();
  await page.getByRole("option", { name: "Metric of the service" }).click();
  await dialog.getByLabel("Metric", { exact: true }).fill("orders_total");
  await dialog.getByRole("button", { name: "Try it" }).click();
  await expect(dialog.getByText(/Answered in \d/)).toHaveCount(0);
  await dialog.getByLabel("Title").fill("Orders");
  await dialog.getByRole("button", { name: "Add widget" }).click();
  await expect(widget(page, "Orders")).toBeVisible();
});

test("a signal that cannot be read is broken and says why; a page without answers goes stale", async ({
  page,
  api,
  axe,
  expectProblems,
}) => {
  const project = await createProject(api, `Live ${uniqueWord()}`);
  await addPreset(api, project, await connect(api, project, "Shop", service.url), "availability");
  const nobody = await connect(api, project, "Gone", "http://127.0.0.1:9");
  await addPreset(api, project, nobody, "response_time");
  await page.clock.install();
  await page.goto(`/projects/${project.slug}/live`);
  const [up, down] = [widget(page, "Availability"), widget(page, "Response time")];
  await expect(async () => {
    await page.clock.runFor(21_000);
    await expect(up).toContainText("OK", { timeout: 500 });
    await expect(down).toContainText("Broken", { timeout: 500 });
  }).toPass(READ_WITHIN);
  await expect(down).toContainText("cannot be reached");
  await expect(up).not.toContainText("Stale");
  await axe();

  expectProblems(/Failed to load resource/);
  await page.route(/\/widgets\?/, (route) => route.abort());
  await page.clock.runFor(240_000);
  await expect(up).toContainText("Stale");
  await expect(up).toContainText("OK");
  await axe();
});

test("the range stands in the address, one widget opens over the whole screen with its figures", async ({
  page,
  api,
  axe,
}) => {
  const project = await createProject(api, `Live ${uniqueWord()}`);
  await addPreset(
    api,
    project,
    await connect(api, project, "Shop", service.url),
    "response_time",
    true,
  );
  await page.goto(`/projects/${project.slug}/live`);
  await page.getByRole("button", { name: "7 d" }).click();
  await expect(page).toHaveURL(/range=7d/);
  await page.reload();
  await expect(page.getByRole("button", { name: "7 d" })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("img", { name: /^Response time, last 7 days/ })).toBeVisible(
    READ_WITHIN,
  );
  await widget(page, "Response time")
    .getByRole("button", { name: "Response time", exact: true })
    .click();
  const screen = page.getByRole("dialog", { name: "Response time" });
  await expect(page).toHaveURL(/widget=/);
  await screen.getByText("Figures as a table").click();
  await expect(screen.getByRole("columnheader", { name: "Highest" })).toBeVisible();
  await axe();
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/widget=/);
  await page.getByRole("link", { name: "Overview", exact: true }).click();
  await expect(widget(page, "Response time")).toBeVisible();
  await axe();
});

test("a status opens with how it stood over the range, as a band and as a table", async ({
  page,
  api,
  axe,
}) => {
  const project = await createProject(api, `Live ${uniqueWord()}`);
  await addPreset(api, project, await connect(api, project, "Shop", service.url), "availability");
  await page.goto(`/projects/${project.slug}/live`);
  await expect(widget(page, "Availability")).toContainText("OK", READ_WITHIN);
  await widget(page, "Availability")
    .getByRole("button", { name: "Availability", exact: true })
    .click();
  const screen = page.getByRole("dialog", { name: "Availability" });
  await screen.getByRole("button", { name: "1 h", exact: true }).click();
  await expect(
    screen.getByRole("img", { name: "Availability, last hour: never failing, never in warning" }),
  ).toBeVisible();
  const rows = screen.getByRole("table", { name: /^How it stood/ }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText("OK");
  await expect(rows.nth(2)).toContainText("Not read");
  await axe();
});

test("on a phone, in Korean and dark, widgets stand under each other", async ({
  openPage,
  api,
  axe,
}) => {
  const project = await createProject(api, `Live ${uniqueWord()}`);
  const shop = await connect(api, project, "Shop", service.url);
  await addPreset(api, project, shop, "availability");
  await addPreset(api, project, shop, "response_time");
  const phone = await openPage(owner, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await prefer(phone.context(), { locale: "ko", theme: "dark" });
  await phone.goto(`/projects/${project.slug}/live`);
  await expect(widget(phone, "가용성")).toContainText("정상", READ_WITHIN);
  const [first, second] = [widget(phone, "가용성"), widget(phone, "응답 시간")];
  const [above, below] = [await first.boundingBox(), await second.boundingBox()];
  expect(below?.y ?? 0).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? 0));
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await axe(phone);
});
