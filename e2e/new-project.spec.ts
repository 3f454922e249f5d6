import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { owner } from "./people.ts";
import { itemsOf, prefer, uniqueWord, type Project } from "./projects.ts";

const fileInput = (page: Page) => page.getByLabel("Markdown file", { exact: true });
const box = (page: Page): Locator => page.getByLabel("Checklist in Markdown");
const create = (page: Page) => page.getByRole("button", { name: "Create project" });

const file = (content: string | Buffer, name = "checklist.md") => ({
  name,
  mimeType: "text/markdown",
  buffer: Buffer.from(content),
});

/** The form, with a name and the choice to bring a Markdown file. */
async function fromMarkdown(page: Page, name: string): Promise<void> {
  await page.goto("/projects/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByText("A Markdown checklist of your own").click();
}

/** Waits for the page of the new project, and finds it. */
async function created(page: Page, name: string): Promise<Project> {
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page).not.toHaveURL(/\/projects\/new$/);
  const slug = decodeURIComponent(new URL(page.url()).pathname.split("/")[2] ?? "");
  const response = await page.request.get(`/api/v1/projects/${encodeURIComponent(slug)}`);
  return (await response.json()) as Project;
}

test("from the catalog: the core of 138 items, or all 206", async ({ page, api, axe }) => {
  await page.goto("/projects");
  await page.getByRole("link", { name: "New project" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await axe();
  const core = `Core ${uniqueWord()}`;
  await page.getByLabel("Name", { exact: true }).fill(core);
  await create(page).click();
  expect(await itemsOf(api, await created(page, core))).toHaveLength(138);

  await page.goto("/projects/new");
  const complete = `Complete ${uniqueWord()}`;
  await page.getByLabel("Name", { exact: true }).fill(complete);
  await page.getByLabel("Description").fill("Everything, from the beginning");
  await page.getByText("Complete, 206 items").click();
  await create(page).click();
  expect(await itemsOf(api, await created(page, complete))).toHaveLength(206);
});

test("a name is asked for, where it is missing", async ({ page, axe, expectProblems }) => {
  expectProblems(/status of 422/);
  await page.goto("/projects/new");
  await create(page).click();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(page.getByText("Fill this in.")).toBeVisible();
  await axe();
});

test("a bad file is refused with its line, can be mended in the box, and becomes a project", async ({
  page,
  api,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of 422/);
  const name = `Mended ${uniqueWord()}`;
  await fromMarkdown(page, name);
  const bad = "# P0 Now\n## A\n### B\n- [ ] Good\n- [ ]\n- [x] Also good\n";
  await fileInput(page).setInputFiles(file(bad));
  await expect(box(page)).toHaveValue(bad);
  await create(page).click();
  await expect(page.getByText("Line 5: the item has no text.")).toBeVisible();
  await expect(box(page)).toBeFocused();
  await axe();
  await box(page).fill(bad.replace("- [ ]\n", "- [ ] Mended\n"));
  await create(page).click();
  const items = await itemsOf(api, await created(page, name));
  expect(items.map(({ title, claim }) => `${title}: ${claim}`)).toEqual([
    "Good: todo",
    "Mended: todo",
    "Also good: done",
  ]);
});

test("empty, without items, not text, and too large: each is told apart, and none is stored", async ({
  page,
  api,
  expectProblems,
}) => {
  expectProblems(/status of 422/);
  const name = `Refused ${uniqueWord()}`;
  await fromMarkdown(page, name);
  await fileInput(page).setInputFiles(file(""));
  await create(page).click();
  await expect(page.getByText("The file is empty.")).toBeVisible();

  await fileInput(page).setInputFiles(file("# A heading\n\nJust some words.\n"));
  await create(page).click();
  await expect(page.getByText(/^The file holds no items/)).toBeVisible();

  // 결제 in EUC-KR, as older Korean editors store it.
  const legacy = Buffer.concat([
    Buffer.from("# P0\n- [ ] "),
    Buffer.from([0xb0, 0xe1, 0xc1, 0xa6]),
  ]);
  await fileInput(page).setInputFiles(file(legacy));
  await expect(page.getByText(/^Line 2: not text in UTF-8\./)).toBeVisible();

  const large = "- [ ] One more item of very many\n".repeat(70_000);
  await fileInput(page).setInputFiles(file(large));
  await expect(page.getByText(/^The file is larger than 2 MB/)).toBeVisible();
  const many = "# P0\n## A\n### B\n" + "- [ ] One more item\n".repeat(5_001);
  await fileInput(page).setInputFiles(file(many));
  await create(page).click();
  await expect(page.getByText("Line 5004: a checklist holds at most 5,000 items.")).toBeVisible();

  const { projects } = (await (await api.get("/api/v1/projects")).json()) as {
    projects: Project[];
  };
  expect(projects.filter((project) => project.name === name)).toEqual([]);
});

test("the same title twice is two items, and two projects of one name have addresses of their own", async ({
  page,
  api,
}) => {
  const name = `Twice ${uniqueWord()}`;
  const slugs: string[] = [];
  for (const _ of [1, 2]) {
    await fromMarkdown(page, name);
    await box(page).fill("# P0 Now\n## A\n### B\n- [ ] Same\n- [ ] Same\n");
    await create(page).click();
    const project = await created(page, name);
    const items = await itemsOf(api, project);
    expect(new Set(items.map(({ code }) => code)).size).toBe(2);
    slugs.push(project.slug);
  }
  expect(new Set(slugs).size).toBe(2);
});

test("a Korean file with CRLF and a byte order mark, in the Korean interface, on a dark phone", async ({
  openPage,
  api,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of 422/);
  const page = await openPage(owner, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await prefer(page.context(), { locale: "ko", theme: "dark" });
  await page.goto("/projects/new");
  const name = `결제 서비스 ${uniqueWord()}`;
  await page.getByLabel("이름", { exact: true }).fill(name);
  await page.getByText("직접 만든 Markdown 체크리스트").tap();
  const chooser = page.locator('input[type="file"]');
  await chooser.setInputFiles(file("# P0\n- [ ] 비밀 값을 옮기기\n- [ ]\n", "체크리스트.md"));
  const button = page.getByRole("button", { name: "프로젝트 만들기" });
  await button.tap();
  await expect(page.getByText("3행: 항목에 내용이 없습니다.")).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide, "nothing sticks out").toBeLessThanOrEqual(0);
  await axe(page);
  const good =
    "\uFEFF# P0 출시 전\r\n## 접근\r\n### 키\r\n- [ ] 비밀 값을 옮기기\r\n- [x] 서명 키 교체 ✅\r\n";
  await chooser.setInputFiles(file(good, "체크리스트.md"));
  await button.tap();
  const items = await itemsOf(api, await created(page, name));
  expect(items.map(({ title, claim }) => [title, claim])).toEqual([
    ["비밀 값을 옮기기", "todo"],
    ["서명 키 교체 ✅", "done"],
  ]);
});
