import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";
import { changeItem, createProject, itemsOf, prefer, setMember, uniqueWord } from "./projects.ts";

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

const row = (page: Page, title: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });

async function open(page: Page): Promise<void> {
  const following = page.waitForResponse(/\/api\/v1\/events$/);
  await page.goto("/");
  await following;
}

test("my open items of all projects are checked off where they are listed, and back again", async ({
  api,
  openPage,
  axe,
}) => {
  const person = await createPerson(api, "Home Reader");
  const { userId: assigneeId } = person;
  const word = uniqueWord();
  const [one, two] = [
    await createProject(api, `One ${word}`),
    await createProject(api, `Two ${word}`),
  ];
  for (const project of [one, two]) await setMember(api, project, assigneeId, "engineer");
  await changeItem(api, one, "Close unused ports", { assigneeId, dueAt: inDays(-2) });
  await changeItem(api, two, "Restore a backup", { assigneeId, dueAt: inDays(3) });
  await changeItem(api, two, "Remove old tokens", { assigneeId });
  const page = await openPage(person);
  await open(page);
  const overdue = page.getByRole("region", { name: /Overdue/ });
  await expect(overdue.getByRole("listitem")).toHaveCount(1);
  await expect(row(page, "Close unused ports")).toContainText(one.name);
  await expect(row(page, "Restore a backup")).toContainText("in 3 days");
  await expect(row(page, "Remove old tokens")).toHaveCount(0);
  await axe(page);

  await row(page, "Close unused ports")
    .getByRole("button", { name: /is To do/ })
    .click();
  await expect(row(page, "Close unused ports")).toHaveCount(0);
  const stored = async () =>
    (await itemsOf(api, one)).find(({ title }) => title === "Close unused ports")?.claim;
  await expect.poll(stored).toBe("done");
  await expect(row(page, "Restore a backup").getByRole("button")).toBeFocused();
  await axe(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Close unused ports")).toBeVisible();
  await expect.poll(stored).toBe("todo");

  await page.getByRole("link", { name: "Restore a backup" }).click();
  await expect(page).toHaveURL(/\/checklist\?item=/);
  await expect(page.getByRole("heading", { name: "Restore a backup" })).toBeVisible();
});

test("what somebody else assigns, takes over or finishes shows at once", async ({
  api,
  openPage,
}) => {
  const person = await createPerson(api, "Home Follower");
  const { userId: assigneeId } = person;
  const project = await createProject(api, `Followed ${uniqueWord()}`);
  await setMember(api, project, assigneeId, "engineer");
  const page = await openPage(person);
  await open(page);
  await expect(page.getByText(/Nothing is assigned to you right now/)).toBeVisible();
  const projects = page.getByRole("region", { name: "Projects" });
  await expect(projects.getByRole("link", { name: project.name })).toBeVisible();
  await changeItem(api, project, "Rotate the signing key", { assigneeId });
  await expect(row(page, "Rotate the signing key")).toBeVisible();
  await expect(projects).toBeHidden();
  await changeItem(api, project, "Rotate the signing key", { claim: "in_progress" });
  await expect(row(page, "Rotate the signing key").getByRole("button")).toHaveAccessibleName(
    /is In progress/,
  );
  await changeItem(api, project, "Rotate the signing key", { assigneeId: null });
  await expect(page.getByText(/Nothing is assigned to you right now/)).toBeVisible();
});

test("what is refused stays, with the reason", async ({ api, openPage, expectProblems }) => {
  expectProblems(/status of 403/);
  const person = await createPerson(api, "Former Engineer");
  const { userId } = person;
  const project = await createProject(api, `Read ${uniqueWord()}`);
  await setMember(api, project, userId, "engineer");
  await changeItem(api, project, "Close unused ports", { assigneeId: userId });
  await setMember(api, project, userId, "viewer");
  const page = await openPage(person);
  await open(page);
  await row(page, "Close unused ports").getByRole("button").click();
  await expect(page.getByRole("group", { name: /was not saved/ })).toBeVisible();
  await expect(row(page, "Close unused ports").getByRole("button")).toHaveAccessibleName(
    /is To do/,
  );
});

test("in Korean, in the dark, on a phone", async ({ api, openPage, axe }) => {
  const person = await createPerson(api, "휴대폰 사용자");
  const { userId: assigneeId } = person;
  const name = `한국어로 된 꽤 긴 이름을 가진 프로젝트 ${uniqueWord()}`;
  const project = await createProject(api, name);
  await setMember(api, project, assigneeId, "engineer");
  await changeItem(api, project, "Close unused ports", { assigneeId, dueAt: inDays(-2) });
  await changeItem(api, project, "Restore a backup", { assigneeId, dueAt: null });
  const page = await openPage(person, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await prefer(page.context(), { locale: "ko", theme: "dark" });
  await open(page);
  await expect(page.getByRole("heading", { level: 1, name: "내 작업" })).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, "nothing sticks out").toBeLessThanOrEqual(0);
  await axe(page);
  await row(page, "Restore a backup").getByRole("button").tap();
  await expect(row(page, "Restore a backup")).toHaveCount(0);
});
