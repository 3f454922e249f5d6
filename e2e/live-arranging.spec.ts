import { type PlainServer, startPlainServer } from "../lib/testing/plain-server.ts";
import { expect, test } from "./fixtures.ts";
import { addPreset, connect, titles, widget } from "./live.ts";
import { createProject, uniqueWord } from "./projects.ts";

let service: PlainServer;

// What the integrations of these tests look at: a service that is up.
test.beforeAll(async () => {
  service = await startPlainServer((_request, response) => {
    response.setHeader("content-type", "application/json").end('{"status":"ok"}');
  });
});

test.afterAll(() => service.close());

test("widgets are arranged by key with every step said aloud, and resized by buttons", async ({
  page,
  api,
  axe,
}) => {
  const project = await createProject(api, `Live ${uniqueWord()}`);
  const shop = await connect(api, project, "Shop", service.url);
  await addPreset(api, project, shop, "availability");
  await addPreset(api, project, shop, "certificate_expiry");
  await addPreset(api, project, shop, "response_time");
  await page.goto(`/projects/${project.slug}/live`);
  await expect(titles(page)).toHaveText([
    "Availability",
    "Certificate expires in",
    "Response time",
  ]);
  await page.getByRole("button", { name: "Arrange" }).click();
  const handle = page.getByRole("button", { name: "Move Availability" });
  await handle.focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Availability taken up, place 1 of 3.")).toBeAttached();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("Availability is at place 2 of 3.")).toBeAttached();
  const moved = page.waitForResponse((response) => response.url().endsWith("/move"));
  await page.keyboard.press("Space");
  expect((await moved).status()).toBe(200);
  await expect(titles(page)).toHaveText([
    "Certificate expires in",
    "Availability",
    "Response time",
  ]);

  const place = page.getByRole("listitem").filter({ has: widget(page, "Availability") });
  const narrow = (await place.boundingBox())?.width ?? 0;
  await page.getByRole("button", { name: "Make Availability wider" }).click();
  await expect
    .poll(async () => (await place.boundingBox())?.width ?? 0)
    .toBeGreaterThan(narrow * 1.5);

  // It stands at the beginning of a row now, with nothing beside it in the arrow's direction.
  await page.getByRole("button", { name: "Move Response time" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Response time taken up, place 3 of 3.")).toBeAttached();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText("Response time is at place 2 of 3.")).toBeAttached();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByText("Response time is at place 1 of 3.")).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Response time stays at place 3 of 3.")).toBeAttached();
  await axe();
  await page.getByRole("button", { name: "Done" }).click();
  await page.reload();
  await expect(titles(page)).toHaveText([
    "Certificate expires in",
    "Availability",
    "Response time",
  ]);
});

test("a widget is dragged to another place and stays there", async ({ page, api }) => {
  const project = await createProject(api, `Live ${uniqueWord()}`);
  const shop = await connect(api, project, "Shop", service.url);
  await addPreset(api, project, shop, "availability");
  await addPreset(api, project, shop, "certificate_expiry");
  await page.goto(`/projects/${project.slug}/live`);
  await page.getByRole("button", { name: "Arrange" }).click();
  const moved = page.waitForResponse((response) => response.url().endsWith("/move"));
  await page.getByRole("button", { name: "Move Availability" }).hover();
  await page.mouse.down();
  const target = page.getByRole("button", { name: "Move Certificate expires in" });
  const { x, y } = (await target.boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(x, y, { steps: 10 });
  await page.mouse.up();
  expect((await moved).status()).toBe(200);
  await page.reload();
  await expect(titles(page)).toHaveText(["Certificate expires in", "Availability"]);
});

test("a removed widget comes back when that is undone", async ({ page, api }) => {
  const project = await createProject(api, `Live ${uniqueWord()}`);
  await addPreset(api, project, await connect(api, project, "Shop", service.url), "availability");
  await page.goto(`/projects/${project.slug}/live`);
  await page.getByRole("button", { name: "Actions for Availability" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(widget(page, "Availability")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(widget(page, "Availability")).toBeVisible();
});
