import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";
import { owner } from "./people.ts";
import { createProject as createNamed, type Project, uniqueWord } from "./projects.ts";

type Item = { id: string; code: string; textRevision: number };

/** A project of its own for each test, of seven items, one of them done. */
const createProject = (api: APIRequestContext): Promise<Project> =>
  createNamed(api, `Checklist ${uniqueWord()}`);

/** A project of as many items as there can be, or of `length`, all to do. */
function createLargeProject(api: APIRequestContext, length = 5_000): Promise<Project> {
  const lines = Array.from({ length }, (_, index) => `- [ ] Measure number ${index + 1}`);
  const markdown = ["# Everything", "## All", "### Of it", ...lines].join("\n");
  return createNamed(api, `Large ${uniqueWord()}`, { source: "markdown", markdown });
}

async function itemsOf(api: APIRequestContext, project: Project): Promise<Item[]> {
  const response = await api.get(`/api/v1/projects/${project.id}/items`);
  return ((await response.json()) as { items: Item[] }).items;
}

/** Opens the checklist and waits until it follows the project: from then on it is alive. */
async function open(page: Page, project: Project, search = ""): Promise<void> {
  const following = page.waitForResponse(/\/events\?after=/);
  await page.goto(`/projects/${project.slug}/checklist${search}`);
  await following;
  await expect(page.getByRole("treegrid")).toBeVisible();
}

/** The row of an item, by its title. */
const row = (page: Page, title: string): Locator =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name: title, exact: true }) });

const claimOf = (page: Page, title: string, state: string): Locator =>
  row(page, title).getByRole("button", { name: new RegExp(`is ${state}\\.`) });

test("a claim is set with a click, counted at once, and still there after a reload", async ({
  page,
  api,
  axe,
}) => {
  const project = await createProject(api);
  await open(page, project);
  await expect(page.getByText("7 items")).toBeVisible();
  const saved = page.waitForResponse((response) => response.request().method() === "PATCH");
  await claimOf(page, "Close unused ports", "To do").click();
  await expect(claimOf(page, "Close unused ports", "Done")).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Claimed in Network" })).toHaveAttribute(
    "aria-valuetext",
    "1 of 2",
  );
  expect((await saved).status()).toBe(200);
  await page.reload();
  await expect(claimOf(page, "Close unused ports", "Done")).toBeVisible();
  await axe();
});

test("the keyboard moves, claims, selects and undoes", async ({ page, api }) => {
  const project = await createProject(api);
  await open(page, project);
  await page.keyboard.press("j");
  await expect(row(page, "Move secrets to the vault")).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(claimOf(page, "Rotate the signing key", "Done")).toBeVisible();
  await page.keyboard.press("k");
  await page.keyboard.press("i");
  await expect(claimOf(page, "Move secrets to the vault", "In progress")).toBeVisible();
  await page.keyboard.press("u");
  await expect(claimOf(page, "Move secrets to the vault", "To do")).toBeVisible();
  await page.keyboard.press("u");
  await expect(claimOf(page, "Rotate the signing key", "To do")).toBeVisible();

  await page.keyboard.press("Shift+j");
  await expect(page.getByRole("toolbar", { name: "Selected items" })).toContainText("2 selected");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("toolbar", { name: "Selected items" })).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/item=/);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/item=/);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search items" })).toBeFocused();
});

test("the keys work while Korean is typed, and leave the frame's own alone", async ({
  page,
  api,
}) => {
  const project = await createProject(api);
  await open(page, project);
  await page.keyboard.press("j");
  await page.dispatchEvent("[role=row]:focus", "keydown", {
    key: "ㅌ",
    code: "KeyX",
    bubbles: true,
  });
  await expect(claimOf(page, "Move secrets to the vault", "Done")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/\/projects$/);
  await page.goBack();
  await expect(page.getByRole("treegrid")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await expect(page).toHaveURL(new RegExp(`/projects/${project.slug}$`));
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/checklist$/);
});

test("keys of a single character are switched off in the help or the account, the others stay", async ({
  page,
  api,
  axe,
}) => {
  const project = await createProject(api);
  await open(page, project);
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  const single = page.getByRole("checkbox", { name: /^Shortcuts of a single key/ });
  await page.keyboard.press("?");
  await expect(help.getByText("Not applicable, with a reason")).toBeVisible();
  await single.click();
  await expect(help.getByText("Not applicable, with a reason")).toBeHidden();
  await axe();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();

  const link = row(page, "Rotate the signing key").getByRole("link");
  for (const again of [false, true]) {
    if (again) await open(page, project);
    for (const key of ["ArrowDown", "ArrowDown", "j", "x", "i", "/", "?", "["]) {
      await page.keyboard.press(key);
    }
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await expect(row(page, "Rotate the signing key")).toBeFocused();
    await expect(claimOf(page, "Rotate the signing key", "To do")).toBeVisible();
    await expect(help).toBeHidden();
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/item=/);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/item=/);
  await expect(link).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox")).toBeFocused();

  await page.goto("/account");
  await expect(single).not.toBeChecked();
  await single.click();
  await open(page, project);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(claimOf(page, "Move secrets to the vault", "Done")).toBeVisible();
});

test("a second browser sees a change within a second, with its author", async ({
  page,
  api,
  openPage,
}) => {
  const project = await createProject(api);
  const mina = await createPerson(api, "Mina Kim", "admin");
  const other = await openPage(mina);
  await open(other, project);
  await open(page, project);
  await expect(claimOf(page, "Restore a backup", "To do")).toBeVisible();
  await expect(claimOf(other, "Restore a backup", "To do")).toBeVisible();
  await claimOf(other, "Restore a backup", "To do").click();
  await expect(claimOf(page, "Restore a backup", "Done")).toBeVisible({ timeout: 1_000 });
  await expect(row(page, "Restore a backup")).toContainText("Mina Kim, just now");
  // One's own changes need no such word.
  await expect(row(other, "Restore a backup")).not.toContainText("just now");
});

test("not applicable needs a reason", async ({ page, api }) => {
  const project = await createProject(api);
  await open(page, project);
  await row(page, "Close unused ports").hover();
  await row(page, "Close unused ports")
    .getByRole("button", { name: /Choose the claim/ })
    .click();
  await page.getByRole("button", { name: "Not applicable" }).click();
  await page.getByRole("button", { name: "Not applicable" }).click();
  await expect(page.getByText("Give a reason")).toBeVisible();
  await page.getByLabel("Why does it not apply?").fill("There is no network");
  await page.getByRole("button", { name: "Not applicable" }).click();
  await expect(claimOf(page, "Close unused ports", "Not applicable")).toBeVisible();
  await row(page, "Close unused ports").getByRole("link").click();
  const panel = page.getByRole("complementary");
  await expect(panel.getByText("There is no network").first()).toBeVisible();
});

test("a bulk change is one request, and undone as a whole", async ({ page, api }) => {
  const project = await createProject(api);
  await open(page, project);
  const requests: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" || request.method() === "PATCH") requests.push(request.url());
  });
  await row(page, "Move secrets to the vault").hover();
  await page
    .getByRole("checkbox", { name: /^Select/ })
    .first()
    .click();
  await row(page, "Close unused ports")
    .getByRole("checkbox")
    .click({ modifiers: ["Shift"] });
  const bar = page.getByRole("toolbar", { name: "Selected items" });
  await expect(bar).toContainText("4 selected");
  await bar.getByRole("button", { name: "Claim" }).click();
  await page.getByRole("combobox", { name: "Claim" }).click();
  await page.getByRole("option", { name: "In progress" }).click();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(claimOf(page, "Close unused ports", "In progress")).toBeVisible();
  await expect(claimOf(page, "Remove old tokens", "In progress")).toBeVisible();
  await expect.poll(() => requests.filter((url) => url.includes("/items/"))).toHaveLength(1);
  expect(requests.find((url) => url.includes("/items/"))).toContain("/items/bulk");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(claimOf(page, "Close unused ports", "To do")).toBeVisible();
  await expect(claimOf(page, "Remove old tokens", "Done")).toBeVisible();
});

test("filters are in the address, and the back button takes them back", async ({ page, api }) => {
  const project = await createProject(api);
  await open(page, project);
  await page.getByRole("button", { name: "Mine" }).click();
  await expect(page).toHaveURL(/assignee=me/);
  await expect(page.getByText("No item passes these filters.")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("7 items")).toBeVisible();

  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("checkbox", { name: "Done" }).click();
  await expect(page).toHaveURL(/claim=done/);
  await expect(page.getByText("1 of 7 shown")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox", { name: "Search items" }).fill("BACKUP");
  await page.getByRole("button", { name: "Remove filter: Done" }).click();
  await expect(page.getByText("1 of 7 shown")).toBeVisible();
  await expect(row(page, "Restore a backup")).toBeVisible();
  await expect(page).toHaveURL(/\?q=BACKUP$/);
  await page.reload();
  await expect(page.getByRole("searchbox", { name: "Search items" })).toHaveValue("BACKUP");
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page.getByText("7 items")).toBeVisible();
});

test("items are filtered by verdict and waiver; what nothing has verified, no filter calls verified", async ({
  page,
  api,
}) => {
  const project = await createProject(api);
  await open(page, project, "?verdict=not_run");
  await expect(page.getByText("7 of 7 shown")).toBeVisible();
  await page.getByRole("button", { name: "Filters" }).click();
  await page.getByRole("checkbox", { name: "Pass" }).click();
  await expect(page).toHaveURL(/verdict=pass,not_run/);
  await page.getByRole("checkbox", { name: "Not run" }).click();
  await expect(page.getByText("No item passes these filters.")).toBeVisible();
  await page.getByRole("checkbox", { name: "Not run" }).click();
  await expect(page.getByText("7 of 7 shown")).toBeVisible();
  await page.getByRole("combobox", { name: "Waiver" }).click();
  await page.getByRole("option", { name: "Waived", exact: true }).click();
  await expect(page).toHaveURL(/waived=true/);
  await expect(page.getByText("No item passes these filters.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove filter: Waived" }).click();
  await page.getByRole("button", { name: "Remove filter: Verdict: Pass, Not run" }).click();
  await expect(page.getByText("7 items")).toBeVisible();
  const found = await api.get(`/api/v1/projects/${project.id}/items?verdict=fail&waived=false`);
  expect(await found.json()).toMatchObject({ items: [] });
});

test("two people who rewrite one title merge their texts", async ({
  page,
  api,
  expectProblems,
}) => {
  expectProblems(/409/);
  const project = await createProject(api);
  const [item] = await itemsOf(api, project);
  if (!item) throw new Error("The project has no items.");
  await open(page, project, `?item=${encodeURIComponent(item.code)}`);
  const panel = page.getByRole("complementary");
  await panel.getByRole("button", { name: "Edit: Title" }).click();
  await panel.getByLabel("Title").fill("Move secrets to the new vault");
  const theirs = await api.patch(`/api/v1/projects/${project.id}/items/${item.id}`, {
    data: { title: "Move all secrets to the vault", seenRevision: item.textRevision },
  });
  expect(theirs.status()).toBe(200);
  await panel.getByRole("button", { name: "Save" }).click();
  await expect(panel.getByRole("alert")).toContainText("Move all secrets to the vault");
  await expect(panel.getByLabel("Title")).toHaveValue("Move secrets to the new vault");
  await panel.getByLabel("Title").fill("Move all secrets to the new vault");
  await panel.getByRole("button", { name: "Save merged text" }).click();
  await expect(
    panel.getByRole("heading", { name: "Move all secrets to the new vault" }),
  ).toBeVisible();
  const [merged] = await itemsOf(api, project);
  expect(merged).toMatchObject({ title: "Move all secrets to the new vault" });
});

test("evidence and comments are added in the panel and counted in the row", async ({
  page,
  api,
  axe,
}) => {
  const project = await createProject(api);
  await open(page, project);
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  const evidence = page.getByRole("textbox", { name: "Paste a link or write a note" });
  await expect(evidence).toBeFocused();
  await evidence.fill("https://ci.example.com/run/7 the drill of May");
  await page.getByRole("button", { name: "Add link" }).click();
  await expect(page.getByRole("link", { name: "ci.example.com/run/7" })).toBeVisible();
  await page.getByRole("textbox", { name: "Comment" }).fill("**Done** by <script>us</script>");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.locator("strong", { hasText: "Done" })).toBeVisible();
  await expect(row(page, "Move secrets to the vault")).toContainText("1 piece of evidence");
  // A panel that is longer than the window scrolls by itself: the page's end covers nothing.
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await axe();

  await page.getByRole("button", { name: "Remove evidence" }).click();
  await expect(page.getByText("No evidence yet")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "ci.example.com/run/7" })).toBeVisible();
});

test("a comment is deleted at once, and undoing brings the same one back to its place", async ({
  page,
  api,
}) => {
  const project = await createProject(api);
  const [item] = await itemsOf(api, project);
  const comments = `/api/v1/projects/${project.id}/items/${item?.id}/comments`;
  for (const body of ["The first word", "The second word", "The last word"]) {
    expect((await api.post(comments, { data: { body } })).status()).toBe(201);
  }
  const stored = async (): Promise<unknown> => (await api.get(comments)).json();
  const before = await stored();
  await open(page, project, `?item=${encodeURIComponent(item?.code ?? "")}`);
  const discussion = page.getByRole("list", { name: "Discussion" });
  const entry = discussion.getByRole("listitem").filter({ hasText: "The second word" });
  await entry.getByRole("button", { name: "Delete" }).click();
  await expect(entry).toBeHidden();
  await expect(row(page, "Move secrets to the vault")).toContainText("2 comments");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(discussion.getByRole("listitem").nth(1)).toContainText("The second word");
  await expect(row(page, "Move secrets to the vault")).toContainText("3 comments");
  await expect.poll(stored).toEqual(before);
  await expect(page.getByRole("region", { name: "History" })).toContainText(
    "brought back a comment",
  );
});

test("a comment that cannot be deleted is shown again, with the reason", async ({
  page,
  api,
  expectProblems,
}) => {
  expectProblems(/ERR_INTERNET_DISCONNECTED/);
  const project = await createProject(api);
  const [item] = await itemsOf(api, project);
  const comments = `/api/v1/projects/${project.id}/items/${item?.id}/comments`;
  await api.post(comments, { data: { body: "Still here" } });
  await open(page, project, `?item=${encodeURIComponent(item?.code ?? "")}`);
  const entry = page.getByRole("list", { name: "Discussion" }).getByRole("listitem");
  await expect(entry).toContainText("Still here");
  await page.context().setOffline(true);
  await entry.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("The comment was not saved").first()).toBeVisible();
  await expect(entry).toContainText("Still here");
  await expect(page.getByRole("button", { name: "Undo" })).toBeHidden();
  await page.context().setOffline(false);
});

test("what was typed in the panel is still there when it opens again", async ({ page, api }) => {
  const project = await createProject(api);
  const [item] = await itemsOf(api, project);
  await open(page, project, `?item=${encodeURIComponent(item?.code ?? "")}`);
  await page.getByRole("textbox", { name: "Comment" }).fill("Half a sentence");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Comment" })).toHaveValue("Half a sentence");
});

test("a session that ends in the middle of a comment loses nothing", async ({
  page,
  api,
  expectProblems,
}) => {
  expectProblems(/401/);
  const project = await createProject(api);
  const [item] = await itemsOf(api, project);
  await open(page, project, `?item=${encodeURIComponent(item?.code ?? "")}`);
  const comment = page.getByRole("textbox", { name: "Comment" });
  await comment.fill("Written before the session ended");
  await page.context().clearCookies({ name: "preflight.session" });
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password", { exact: true }).fill(owner.password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(comment).toHaveValue("Written before the session ended");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(comment).toHaveValue("");
  const discussion = page.getByRole("list", { name: "Discussion" });
  await expect(discussion.getByText("Written before the session ended")).toBeVisible();
});

test("a custom item is added, moved, removed and brought back", async ({ page, api }) => {
  const project = await createProject(api);
  await open(page, project);
  await page.getByRole("button", { name: "Add an item to Network" }).click();
  await page.getByRole("textbox", { name: "Title of the new item" }).fill("Draw the network");
  await page.keyboard.press("Enter");
  await expect(row(page, "Draw the network")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Title of the new item" })).toHaveValue("");
  await page.keyboard.press("Escape");

  await row(page, "Draw the network").getByRole("link").click();
  const titles = page.getByRole("row").getByRole("link");
  await expect(titles.nth(5)).toHaveText("Draw the network");
  await row(page, "Draw the network").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(titles.nth(4)).toHaveText("Draw the network");

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Remove item" }).click();
  await expect(row(page, "Draw the network")).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Draw the network")).toBeVisible();
});

test("a viewer sees everything and can change nothing", async ({ api, openPage, axe }) => {
  const project = await createProject(api);
  const viewer = await createPerson(api, "Vera Viewer");
  const granted = await api.put(`/api/v1/projects/${project.id}/members/${viewer.userId}`, {
    data: { role: "viewer" },
  });
  expect(granted.ok()).toBe(true);
  const page = await openPage(viewer);
  await open(page, project);
  await expect(row(page, "Remove old tokens").getByRole("img", { name: "Done" })).toBeVisible();
  await expect(page.getByRole("treegrid").getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Add an item/ })).toHaveCount(0);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary");
  await expect(panel.getByText("No comments yet.")).toBeVisible();
  await expect(panel.getByRole("textbox")).toHaveCount(0);
  await expect(
    row(page, "Move secrets to the vault").getByRole("img", { name: "To do" }),
  ).toBeVisible();
  await axe(page);
});

test("a refusal restores the item and shows the server's words with the request id", async ({
  page,
  api,
  expectProblems,
}) => {
  expectProblems(/409/);
  const project = await createProject(api);
  await open(page, project);
  await api.post(`/api/v1/projects/${project.id}/archive`, { data: { archived: true } });
  await page.context().route("**/items/**", (route) => route.continue());
  await claimOf(page, "Close unused ports", "To do").click();
  await expect(page.getByText(/was not saved/).first()).toBeVisible();
  await expect(page.getByText(/The project is archived.*Request id: /).first()).toBeVisible();
});

test("without a connection a claim goes back and says so", async ({
  page,
  api,
  expectProblems,
}) => {
  expectProblems(/ERR_INTERNET_DISCONNECTED/);
  const project = await createProject(api);
  await open(page, project);
  await page.context().setOffline(true);
  await claimOf(page, "Close unused ports", "To do").click();
  await expect(page.getByText("could not be reached").first()).toBeVisible();
  await expect(claimOf(page, "Close unused ports", "To do")).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(claimOf(page, "Close unused ports", "Done")).toBeVisible();
});

test("items are found in the palette by code and by words", async ({ page, api }) => {
  const project = await createProject(api);
  await open(page, project);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("measure long");
  await page.getByRole("option", { name: /Measure how long it takes/ }).click();
  await expect(
    page.getByRole("complementary").getByRole("heading", { name: "Measure how long it takes" }),
  ).toBeVisible();
});

test("5,000 items: only those in view exist, the end is reached, words are found", async ({
  page,
  api,
}) => {
  await open(page, await createLargeProject(api));
  await expect(page.getByText("5,000 items")).toBeVisible();
  const grid = page.getByRole("treegrid");
  await expect(grid).toHaveAttribute("aria-rowcount", "5003");
  expect(await grid.getByRole("row").count()).toBeLessThan(120);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(row(page, "Measure number 5000")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search items" }).fill("number 4321");
  await expect(page.getByText("1 of 5,000 shown")).toBeVisible();
});

test("a reload in the middle of the list stays there", async ({ page, api }) => {
  await open(page, await createLargeProject(api, 900));
  await page.evaluate(() => window.scrollTo(0, 20_000));
  await expect(row(page, "Measure number 550")).toBeInViewport();
  const following = page.waitForResponse(/\/events\?after=/);
  await page.reload();
  await following;
  await expect(row(page, "Measure number 550")).toBeInViewport();
});

test("5,000 items are claimed in one go, seen by a colleague, and undone in one go", async ({
  page,
  api,
  openPage,
}) => {
  const project = await createLargeProject(api);
  const other = await openPage(await createPerson(api, "Mina Kim", "admin"));
  await open(other, project);
  await open(page, project);
  await expect(page.getByText("5,000 items")).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("toolbar", { name: "Selected items" });
  await expect(bar).toContainText("5,000 selected");
  await bar.getByRole("button", { name: "Claim" }).click();
  await page.getByRole("button", { name: "Apply" }).click();
  const progress = (where: Page): Locator =>
    where.getByRole("progressbar", { name: "Claimed in All" });
  await expect(progress(page)).toHaveAttribute("aria-valuetext", "5000 of 5000");
  await expect(bar).not.toContainText("Saving");
  await expect(progress(other)).toHaveAttribute("aria-valuetext", "5000 of 5000");
  const done = await api.get(`/api/v1/projects/${project.id}/items?claim=todo`);
  expect(await done.json()).toMatchObject({ items: [] });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(progress(page)).toHaveAttribute("aria-valuetext", "0 of 5000");
  await expect(progress(other)).toHaveAttribute("aria-valuetext", "0 of 5000");
});

test("the offer to undo covers neither the bulk bar nor the bar of phones, at any width", async ({
  page,
  api,
}) => {
  const project = await createProject(api);
  await open(page, project);
  await page.keyboard.press("Shift+j");
  await page.keyboard.press("Shift+j");
  const bulk = page.getByRole("toolbar", { name: "Selected items" });
  const toast = page.getByRole("region", { name: "Notifications" }).getByRole("group");
  for (const width of [390, 650, 760, 800, 900, 1100, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    await page.keyboard.press("x");
    await expect(toast).toBeVisible();
    // It slides in from below.
    await expect.poll(() => gapBetween(toast, bulk), { message: `${width} px` }).toBeGreaterThan(0);
    const phone = page.locator("[data-bottom-bar]");
    if (width < 768) expect(await gapBetween(bulk, phone)).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const box = await bulk.boundingBox();
    expect(box?.x).toBeGreaterThan(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(width);
  }
});

/** How many pixels lie between what is above and what is below it. */
async function gapBetween(above: Locator, below: Locator): Promise<number> {
  const [upper, lower] = await Promise.all([above.boundingBox(), below.boundingBox()]);
  if (!upper || !lower) return Number.NaN;
  return lower.y - (upper.y + upper.height);
}

test.describe("on a phone, in Korean, in the dark", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("items are claimed, filtered and opened", async ({ page, api, axe, baseURL }) => {
    const project = await createProject(api);
    const url = baseURL ?? "";
    await page.context().addCookies([
      { name: "locale", value: "ko", url },
      { name: "theme", value: "dark", url },
    ]);
    await open(page, project);
    const ports = row(page, "Close unused ports");
    const claim = ports.getByRole("button", { name: /현재 할 일/ });
    const box = await claim.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    await claim.tap();
    await expect(ports.getByRole("button", { name: /현재 완료/ })).toBeVisible();
    await axe();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

    await page.getByRole("button", { name: "필터" }).tap();
    await page.getByRole("checkbox", { name: "완료", exact: true }).tap();
    await page.getByRole("button", { name: "항목 2개 보기" }).tap();
    await expect(page.getByText("전체 7개 중 2개")).toBeVisible();
    await ports.getByRole("link").tap();
    const sheet = page.getByRole("dialog");
    await expect(sheet.getByRole("heading", { name: "Close unused ports" })).toBeVisible();
    await expect(sheet.getByText("아직 댓글이 없습니다.")).toBeVisible();
    // No button of it, which would show its tooltip over the title.
    await expect(sheet).toBeFocused();
    await axe();
  });

  test("nobody's items can be assigned, and an item that is not there leads back", async ({
    page,
    api,
    axe,
    baseURL,
  }) => {
    const project = await createProject(api);
    await page.context().addCookies([{ name: "locale", value: "ko", url: baseURL ?? "" }]);
    await page.goto(`/projects/${project.slug}/checklist?item=P9.9.z.9`);
    const sheet = page.getByRole("dialog");
    await expect(sheet).toContainText("P9.9.z.9 항목은 이 체크리스트나 현재 범위에 없습니다.");
    await axe();
    await sheet.getByRole("button", { name: "목록 보기" }).tap();
    await expect(page).not.toHaveURL(/item=/);
    const assign = row(page, "Close unused ports").getByRole("button", { name: /담당자 지정/ });
    await expect(assign.locator("svg")).toHaveCSS("opacity", "1");
    expect((await assign.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  });

  test("items are selected by taps and changed together", async ({ page, api, axe, baseURL }) => {
    const project = await createProject(api);
    await page.context().addCookies([
      { name: "locale", value: "ko", url: baseURL ?? "" },
      { name: "theme", value: "dark", url: baseURL ?? "" },
    ]);
    await open(page, project);
    const boxes = page.getByRole("treegrid").getByRole("checkbox");
    await expect(boxes).toHaveCount(0);
    const select = page.getByRole("button", { name: "선택", exact: true });
    await select.tap();
    await expect(boxes).toHaveCount(7);
    await row(page, "Move secrets to the vault").getByRole("link").tap();
    await row(page, "Close unused ports").getByRole("checkbox").tap();
    await expect(page).not.toHaveURL(/item=/);
    const bar = page.getByRole("toolbar", { name: "선택한 항목" });
    await expect(bar).toContainText("2개 선택됨");
    await axe();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const target = await bar.getByRole("button", { name: "기한" }).boundingBox();
    expect(target?.height).toBeGreaterThanOrEqual(44);

    await bar.getByRole("button", { name: "상태" }).tap();
    await page.getByRole("button", { name: "적용" }).tap();
    for (const title of ["Move secrets to the vault", "Close unused ports"]) {
      await expect(row(page, title).getByRole("button", { name: /현재 완료/ })).toBeVisible();
    }
    await bar.getByRole("button", { name: "보이는 항목 모두 선택" }).tap();
    await expect(bar).toContainText("7개 선택됨");
    await bar.getByRole("button", { name: "선택 해제" }).tap();
    await expect(bar).toBeHidden();
    await expect(boxes).toHaveCount(0);
    await row(page, "Close unused ports").getByRole("link").tap();
    await expect(page.getByRole("dialog")).toBeVisible();
  });
});

test("the owner is who the log names", async ({ page, api }) => {
  const project = await createProject(api);
  await open(page, project);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("Enter");
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText(owner.name);
});
