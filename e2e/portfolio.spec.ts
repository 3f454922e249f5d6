import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";
import { changeItem, createProject, prefer, setMember, uniqueWord } from "./projects.ts";

const HOUR_MS = 3_600_000;

const names = (page: Page) => page.getByRole("row").locator("td:first-child a").allTextContents();
const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

/** The portfolio of somebody; returns when changes are told to it. */
async function open(page: Page, path = "/projects"): Promise<void> {
  const following = page.waitForResponse(/\/api\/v1\/events$/);
  await page.goto(path);
  await following;
}

test("projects stand side by side with their figures, in the order that one asks for", async ({
  api,
  openPage,
  axe,
}) => {
  const person = await createPerson(api, "Portfolio Reader");
  const word = uniqueWord();
  const started = (hours: number) => ({
    source: "markdown",
    markdown:
      "# P0 Now\n## A\n### B\n- [ ] One\n- [ ] Two\n- [ ] Three\n# P1 Next\n## C\n### D\n- [x] Four\n",
    startAt: new Date(Date.now() - hours * HOUR_MS).toISOString(),
  });
  const alpha = await createProject(api, `Alpha ${word}`, started(1));
  const beta = await createProject(api, `Beta ${word}`, started(80));
  const gamma = await createProject(api, `Gamma ${word}`, started(2));
  for (const project of [alpha, beta, gamma])
    await setMember(api, project, person.userId, "viewer");
  await createProject(api, `Hidden ${word}`);
  await changeItem(api, gamma, "One", { claim: "done" });
  await changeItem(api, gamma, "Two", { claim: "not_applicable", reason: "It has no such part" });

  const page = await openPage(person);
  await open(page);
  await expect.poll(() => names(page)).toEqual([alpha.name, beta.name, gamma.name]);
  await expect(row(page, alpha.name)).toContainText("25%1 of 4");
  await expect(row(page, gamma.name)).toContainText("66%2 of 3");
  await expect(row(page, beta.name)).toContainText("3Overdue");
  await expect(page.getByRole("link", { name: "New project" })).toHaveCount(0);
  await axe(page);

  await page.getByRole("button", { name: "Claimed done" }).click();
  await expect(page).toHaveURL(/sort=claimed/);
  await expect.poll(async () => (await names(page))[0]).toBe(gamma.name);
  await page.getByRole("button", { name: "Overdue" }).click();
  await expect.poll(async () => (await names(page))[0]).toBe(beta.name);
  await expect(page.getByRole("columnheader", { name: "Overdue" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await page.reload();
  await expect.poll(async () => (await names(page))[0]).toBe(beta.name);

  await page.getByRole("searchbox", { name: "Find a project" }).fill("gAMMa");
  await expect.poll(() => names(page)).toEqual([gamma.name]);
  await page.getByRole("searchbox", { name: "Find a project" }).fill("no such thing");
  await expect(page.getByText("No project matches.")).toBeVisible();
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect.poll(async () => (await names(page)).length).toBe(3);

  await row(page, beta.name)
    .getByRole("link", { name: /Overdue/ })
    .click();
  await expect(page).toHaveURL(/\/checklist\?overdue=true/);
  await expect(page.getByRole("link", { name: "Three", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Four", exact: true })).toHaveCount(0);
});

test("figures, names and the list itself follow what others do", async ({
  page,
  api,
  openPage,
}) => {
  const word = uniqueWord();
  const project = await createProject(api, `Followed ${word}`);
  const colleague = await createPerson(api, "Busy Colleague");
  await setMember(api, project, colleague.userId, "engineer");
  await open(page);
  await page.getByRole("searchbox", { name: "Find a project" }).fill(word);
  await expect(row(page, project.name)).toContainText("1 of 7");

  const theirs = await openPage(colleague);
  await theirs.goto(`/projects/${project.slug}/checklist`);
  await theirs
    .getByRole("row", { name: /Rotate the signing key/ })
    .getByRole("button", { name: /is To do\./ })
    .click();
  await expect(row(page, project.name)).toContainText("2 of 7");

  const another = await createProject(api, `Another ${word}`);
  await expect(row(page, another.name)).toBeVisible();
  await api.post(`/api/v1/projects/${another.id}/archive`, { data: { archived: true } });
  await expect(row(page, another.name)).toHaveCount(0);
});

test("a project appears when one is made a member, and goes when one no longer is", async ({
  api,
  openPage,
  axe,
}) => {
  const person = await createPerson(api, "Late Member");
  const project = await createProject(api, `Shared ${uniqueWord()}`);
  const page = await openPage(person);
  await open(page);
  await expect(page.getByText(/You are not a member of any project yet/)).toBeVisible();
  await axe(page);
  await setMember(api, project, person.userId, "viewer");
  await expect(row(page, project.name)).toBeVisible();
  await api.delete(`/api/v1/projects/${project.id}/members/${person.userId}`);
  await expect(page.getByText(/You are not a member of any project yet/)).toBeVisible();
});

test("a project that is not there says so, in the title too", async ({
  page,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of 404/);
  await page.goto(`/projects/${uniqueWord()}/checklist`);
  await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  await expect(page).toHaveTitle("Nothing here · Preflight");
  await axe();
});

test("in Korean, in the dark, on a phone", async ({ api, openPage, axe }) => {
  const person = await createPerson(api, "휴대폰 사용자");
  const project = await createProject(api, `결제 ${uniqueWord()}`);
  await setMember(api, project, person.userId, "viewer");
  const page = await openPage(person, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await prefer(page.context(), { locale: "ko", theme: "dark" });
  await open(page);
  await expect(page.getByRole("heading", { level: 1, name: "프로젝트" })).toBeVisible();
  await expect(row(page, project.name)).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, "nothing sticks out").toBeLessThanOrEqual(0);
  await axe(page);
});
