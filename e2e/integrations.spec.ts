import type { APIRequestContext, Page } from "@playwright/test";
import { startPlainServer } from "../lib/testing/plain-server.ts";
import { expect, test as base } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";
import { createProject, prefer, setMember, uniqueWord, type Project } from "./projects.ts";

const test = base.extend<{ service: string }>({
  /** The address of a service that has nothing else to do. */
  service: async ({}, use) => {
    const server = await startPlainServer((_request, response) => void response.end("fine"));
    await use(server.url);
    await server.close();
  },
});

// The running application itself is the service that is connected, by an address that
// PREFLIGHT_ALLOW_PRIVATE_NETWORKS opens.
const self = () => (process.env.E2E_URL ?? "").replace("localhost", "127.0.0.1");

const catalogProject = (api: APIRequestContext) =>
  createProject(api, `Connected ${uniqueWord()}`, { source: "catalog", scope: "core" });

/** A test of a connection may take so long. */
const TRIED = { timeout: 25_000 };

const toast = (page: Page, title: string) => page.getByRole("group", { name: title });
const settingsOf = ({ slug }: Project) => `/projects/${slug}/settings/integrations`;

async function connectThroughApi(
  api: APIRequestContext,
  project: Project,
  baseUrl: string,
): Promise<string> {
  const response = await api.post(`/api/v1/projects/${project.id}/integrations`, {
    data: { provider: "http", name: "Production", config: { baseUrl } },
  });
  expect(response.status(), await response.text()).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

test("a service is connected step by step, and Preflight says beforehand what it will verify", async ({
  page,
  api,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of 422/);
  const project = await catalogProject(api);
  await page.goto(`/projects/${project.slug}/settings`);
  await page.getByRole("link", { name: "Manage integrations" }).click();
  await expect(page.getByText("Nothing is connected yet.")).toBeVisible();
  await axe();
  await page.getByRole("link", { name: "Connect a service" }).first().click();
  await expect(page.getByRole("link", { name: "GitHub" })).toBeVisible();
  await axe();
  await page.getByRole("link", { name: "HTTP", exact: true }).click();
  await expect(page.getByRole("heading", { name: "HTTP" })).toBeFocused();

  const address = page.getByLabel("Address of production");
  const test = page.getByRole("button", { name: "Test connection" });
  await address.fill("not an address");
  await test.click();
  await expect(address).toHaveAttribute("aria-invalid", "true");

  await address.fill("http://10.1.2.3:8080");
  await test.click();
  await expect(page.getByText("PREFLIGHT_ALLOW_PRIVATE_NETWORKS")).toBeVisible(TRIED);
  await expect(page.getByRole("button", { name: "Save anyway" })).toBeVisible();
  await axe();

  await address.fill("http://127.0.0.1:1");
  await expect(page.getByText("You have changed something since this test.")).toBeVisible();
  await test.click();
  await expect(page.getByText("Nothing answered there")).toBeVisible(TRIED);

  await address.fill(self());
  await page.getByLabel("Name", { exact: true }).fill("Production");
  await test.click();
  await expect(page.getByText("The connection works")).toBeVisible(TRIED);
  const ready = page.getByRole("region", { name: "Will be verified" });
  await expect(ready.getByText("Implement the /api/health endpoint")).toBeVisible();
  await expect(page.getByRole("region", { name: "Needs settings" })).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(toast(page, "Production is connected.")).toBeVisible(TRIED);
  await expect(page.getByRole("heading", { name: "Production" })).toBeVisible();
  await expect(page.getByText("health.ok")).toBeVisible();
  await axe();
});

test("an integration is tested again, changed, paused and removed, and each can be taken back", async ({
  page,
  api,
  service,
}) => {
  const project = await catalogProject(api);
  const id = await connectThroughApi(api, project, service);
  await page.goto(`${settingsOf(project)}/${id}`);
  await page.getByRole("button", { name: "Test again" }).click();
  await expect(page.getByText("The connection works")).toBeVisible(TRIED);

  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const name = page.getByLabel("Name", { exact: true });
  await expect(name, "the focus goes where the work is").toBeFocused();
  await name.fill("Public site");
  await page.getByRole("button", { name: "Test connection" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(toast(page, "Saved.")).toBeVisible(TRIED);
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeFocused();

  await page.getByRole("button", { name: "Pause" }).click();
  const paused = toast(page, "Public site is paused.");
  await paused.getByRole("button", { name: "Undo" }).click();
  await expect(toast(page, "Public site goes on.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();

  const opener = page.getByRole("button", { name: "Settings of cdn.static-cached" });
  await opener.click();
  const settings = page.getByRole("form", { name: "Settings of cdn.static-cached" });
  await settings.getByRole("textbox").first().fill("/favicon.svg");
  await settings.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Saved. The check runs again at once.")).toBeVisible();
  await expect(opener).toBeFocused();

  await page.getByRole("button", { name: "Remove" }).click();
  await expect(page).toHaveURL(settingsOf(project));
  await expect(page.getByText("Nothing is connected yet.")).toBeVisible();
  await toast(page, "Public site is removed.").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "Public site" })).toBeVisible();
});

test("viewers see how services stand and are offered nothing to change", async ({
  api,
  openPage,
  axe,
  expectProblems,
  service,
}) => {
  expectProblems(/status of 404/);
  const project = await catalogProject(api);
  const id = await connectThroughApi(api, project, service);
  const person = await createPerson(api, "Mira Holt");
  await setMember(api, project, person.userId, "viewer");
  const page = await openPage(person, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await prefer(page.context(), { locale: "ko", theme: "dark" });
  await page.goto(settingsOf(project));
  await page.getByRole("link", { name: "Production" }).click();
  await expect(page.getByRole("heading", { name: "Production" })).toBeVisible();
  await expect(page.getByRole("button", { name: "편집" })).toHaveCount(0);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, "nothing sticks out").toBeLessThanOrEqual(0);
  await axe(page);
  const path = `/api/v1/projects/${project.id}/integrations/${id}`;
  expect((await page.request.get(path)).status()).toBe(200);
  expect((await page.goto(`${settingsOf(project)}/new`))?.status()).toBe(404);
});
