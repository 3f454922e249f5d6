import { createChecklist, openChecklist, rowOf } from "./checklist.ts";
import { expect, test } from "./fixtures.ts";
import { owner } from "./people.ts";
import { itemsOf } from "./projects.ts";

test("two people who rewrite one title merge their texts", async ({
  page,
  api,
  expectProblems,
}) => {
  expectProblems(/409/);
  const project = await createChecklist(api);
  const [item] = await itemsOf(api, project);
  if (!item) throw new Error("The project has no items.");
  await openChecklist(page, project, `?item=${encodeURIComponent(item.code)}`);
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
  await expect
    .poll(async () => (await itemsOf(api, project))[0]?.title)
    .toBe("Move all secrets to the new vault");
});

test("evidence and comments are added in the panel and counted in the row", async ({
  page,
  api,
  axe,
}) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
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
  await expect(rowOf(page, "Move secrets to the vault")).toContainText("1 piece of evidence");
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
  const project = await createChecklist(api);
  const [item] = await itemsOf(api, project);
  const comments = `/api/v1/projects/${project.id}/items/${item?.id}/comments`;
  for (const body of ["The first word", "The second word", "The last word"]) {
    expect((await api.post(comments, { data: { body } })).status()).toBe(201);
  }
  const stored = async (): Promise<unknown> => (await api.get(comments)).json();
  const before = await stored();
  await openChecklist(page, project, `?item=${encodeURIComponent(item?.code ?? "")}`);
  const discussion = page.getByRole("list", { name: "Discussion" });
  const entry = discussion.getByRole("listitem").filter({ hasText: "The second word" });
  await entry.getByRole("button", { name: "Delete" }).click();
  await expect(entry).toBeHidden();
  await expect(rowOf(page, "Move secrets to the vault")).toContainText("2 comments");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(discussion.getByRole("listitem").nth(1)).toContainText("The second word");
  await expect(rowOf(page, "Move secrets to the vault")).toContainText("3 comments");
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
  const project = await createChecklist(api);
  const [item] = await itemsOf(api, project);
  const comments = `/api/v1/projects/${project.id}/items/${item?.id}/comments`;
  await api.post(comments, { data: { body: "Still here" } });
  await openChecklist(page, project, `?item=${encodeURIComponent(item?.code ?? "")}`);
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
  const project = await createChecklist(api);
  const [item] = await itemsOf(api, project);
  await openChecklist(page, project, `?item=${encodeURIComponent(item?.code ?? "")}`);
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
  const project = await createChecklist(api);
  const [item] = await itemsOf(api, project);
  await openChecklist(page, project, `?item=${encodeURIComponent(item?.code ?? "")}`);
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
  const project = await createChecklist(api);
  await openChecklist(page, project);
  await page.getByRole("button", { name: "Add an item to Network" }).click();
  await page.getByRole("textbox", { name: "Title of the new item" }).fill("Draw the network");
  await page.keyboard.press("Enter");
  await expect(rowOf(page, "Draw the network")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Title of the new item" })).toHaveValue("");
  await page.keyboard.press("Escape");

  await rowOf(page, "Draw the network").getByRole("link").click();
  const titles = page.getByRole("row").getByRole("link");
  await expect(titles.nth(5)).toHaveText("Draw the network");
  await rowOf(page, "Draw the network").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(titles.nth(4)).toHaveText("Draw the network");

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Remove item" }).click();
  await expect(rowOf(page, "Draw the network")).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rowOf(page, "Draw the network")).toBeVisible();
});
