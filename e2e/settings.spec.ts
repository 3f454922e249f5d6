import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";
import { owner } from "./people.ts";
import {
  createProject,
  itemsOf,
  prefer,
  setMember,
  uniqueWord,
  type Item,
  type Project,
} from "./projects.ts";

/** The settings, once the page follows its project. */
async function open(page: Page, project: Project): Promise<void> {
  const following = page.waitForResponse(/\/events\?after=/);
  await page.goto(`/projects/${project.slug}/settings`);
  await following;
}

const section = (page: Page, title: string) =>
  page.locator("section", { has: page.getByRole("heading", { name: title, exact: true }) });
const toast = (page: Page, title: string) => page.getByRole("group", { name: title });

test("a project is renamed, and what a colleague stored meanwhile is not overwritten", async ({
  page,
  api,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of 409/);
  const word = uniqueWord();
  const project = await createProject(api, `Before ${word}`);
  await open(page, project);
  await axe();
  const details = section(page, "Details");
  await details.getByLabel("Name").fill(`After ${word}`);
  await details.getByRole("button", { name: "Save" }).click();
  await expect(toast(page, "Saved.")).toBeVisible();
  await expect(page.getByText(`After ${word}`).first()).toBeVisible();

  await details.getByLabel("Description").fill("What I wrote");
  const { textRevision } = (await (await api.get(`/api/v1/projects/${project.id}`)).json()) as {
    textRevision: number;
  };
  const theirs = { description: "What a colleague wrote", seenRevision: textRevision };
  const stored = await api.patch(`/api/v1/projects/${project.id}`, { data: theirs });
  expect(stored.status()).toBe(200);
  await details.getByRole("button", { name: "Save" }).click();
  await expect(details.getByText("What a colleague wrote")).toBeVisible();
  await axe();
  await details.getByRole("button", { name: "I have seen it, keep my text" }).click();
  const saved = page.waitForResponse((response) => response.request().method() === "PATCH");
  await details.getByRole("button", { name: "Save" }).click();
  expect((await saved).status()).toBe(200);
  await expect(details.getByText("What a colleague wrote")).toHaveCount(0);
  await page.reload();
  await expect(details.getByLabel("Description")).toHaveValue("What I wrote");
  await expect(details.getByLabel("Name")).toHaveValue(`After ${word}`);
});

test("the scope is widened, narrowed and widened again, and nothing is lost", async ({
  page,
  api,
}) => {
  const project = await createProject(api, `Scope ${uniqueWord()}`, {
    source: "catalog",
    scope: "core",
  });
  const core = new Set((await itemsOf(api, project)).map(({ id }) => id));
  await open(page, project);
  const scope = section(page, "Scope");
  await scope.getByText("Complete, 206 items").click();
  await expect(toast(page, "The project now counts all 206 items.")).toBeVisible();
  const beyond = (await itemsOf(api, project)).find(({ id }) => !core.has(id)) as Item;
  const path = `/api/v1/projects/${project.id}/items/${beyond.id}`;
  expect((await api.patch(path, { data: { claim: "done" } })).status()).toBe(200);

  await scope.getByText("Core, 138 items").click();
  const narrowed = toast(page, "The project now counts the core, 138 items.");
  await expect(narrowed).toBeVisible();
  expect(await itemsOf(api, project)).toHaveLength(138);
  await narrowed.getByRole("button", { name: "Undo" }).click();
  await expect(scope.getByRole("radio", { name: /Complete/ })).toBeChecked();
  await expect.poll(async () => (await itemsOf(api, project)).length).toBe(206);
  const again = (await itemsOf(api, project)).find(({ id }) => id === beyond.id);
  expect(again?.claim).toBe("done");
});

test("an archived project is read only, and comes back as it was", async ({ page, api, axe }) => {
  const project = await createProject(api, `Archived ${uniqueWord()}`);
  await open(page, project);
  await page.getByRole("button", { name: "Archive project" }).click();
  await expect(toast(page, "The project is archived.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  await expect(section(page, "Members")).toHaveCount(0);
  await axe();
  await page.goto("/projects?archived=true");
  await expect(page.getByRole("link", { name: project.name })).toBeVisible();
  const [item] = await itemsOf(api, project);
  const change = { data: { claim: "done" } };
  const refused = await api.patch(`/api/v1/projects/${project.id}/items/${item?.id}`, change);
  expect(refused.status()).toBe(409);

  await page.getByRole("link", { name: project.name }).click();
  await page.goto(`/projects/${project.slug}/settings`);
  await page.getByRole("button", { name: "Bring back" }).click();
  await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
  expect(await itemsOf(api, project)).toHaveLength(7);
});

test("members get a role, another one, none; a viewer is offered nothing to change", async ({
  page,
  api,
  openPage,
  axe,
  expectProblems,
}) => {
  // Their page asks for the project once more when they are removed.
  expectProblems(/status of 404/);
  const name = `Noa ${uniqueWord()}`;
  const person = await createPerson(api, name);
  const project = await createProject(api, `Members ${uniqueWord()}`);
  await open(page, project);
  const members = section(page, "Members");
  await members.getByRole("combobox", { name: "Choose a person" }).click();
  await page.getByPlaceholder("Name or e-mail").fill(name);
  await page.getByRole("option", { name }).click();
  await members.getByRole("button", { name: "Add" }).click();
  const role = members.getByRole("combobox", { name: `Role of ${name}` });
  await expect(role).toContainText("Engineer");
  await axe();

  const theirs = await openPage(person);
  await theirs.goto(`/projects/${project.slug}/checklist`);
  const toggles = theirs.getByRole("button", { name: /is To do\./ });
  await expect(toggles.first()).toBeVisible();

  await role.click();
  await page.getByRole("option", { name: "Viewer" }).click();
  await expect(role).toContainText("Viewer");
  await theirs.reload();
  await expect(theirs.getByRole("treegrid")).toBeVisible();
  await expect(toggles).toHaveCount(0);
  await theirs.goto(`/projects/${project.slug}/settings`);
  await expect(section(theirs, "Export")).toBeVisible();
  for (const title of ["Details", "Scope", "Members", "Archive"]) {
    await expect(section(theirs, title)).toHaveCount(0);
  }
  await axe(theirs);

  await members.getByRole("button", { name: `Remove ${name}` }).click();
  const removed = toast(page, `${name} is no longer a member of the project.`);
  await expect(removed).toBeVisible();
  expect((await theirs.request.get(`/api/v1/projects/${project.id}`)).status()).toBe(404);
  await removed.getByRole("button", { name: "Undo" }).click();
  await expect(role).toContainText("Viewer");
});

test("in Korean, in the dark, on a phone", async ({ api, openPage, axe }) => {
  const person = await createPerson(api, "한아름");
  const project = await createProject(api, `설정 ${uniqueWord()}`, {
    source: "catalog",
    scope: "core",
  });
  await setMember(api, project, person.userId, "lead");
  const page = await openPage(owner, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await prefer(page.context(), { locale: "ko", theme: "dark" });
  await open(page, project);
  const name = section(page, "구성원").getByText("한아름").first();
  await expect(name).toBeVisible();
  // Below the name, which would have no room beside it.
  const role = section(page, "구성원").getByRole("combobox", { name: /한아름/ });
  const [above, below] = await Promise.all([name.boundingBox(), role.boundingBox()]);
  expect(below?.y).toBeGreaterThan((above?.y ?? Infinity) + (above?.height ?? 0));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, "nothing sticks out").toBeLessThanOrEqual(0);
  await axe(page);
});
