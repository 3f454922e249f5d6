import { claimOf, createChecklist, openChecklist, rowOf } from "./checklist.ts";
import { expect, test } from "./fixtures.ts";

test("the keyboard moves, claims, selects and undoes", async ({ page, api }) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
  await page.keyboard.press("j");
  await expect(rowOf(page, "Move secrets to the vault")).toBeFocused();
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

test("the keyboard goes from the search into what it found, and from the panel back to its row", async ({
  page,
  api,
}) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
  await page.keyboard.press("/");
  await page.keyboard.type("ports");
  await expect(page.getByText("1 of 7 shown")).toBeVisible();
  await page.keyboard.press("Enter");
  const found = rowOf(page, "Close unused ports");
  await expect(found).toBeFocused();
  await page.keyboard.press("c");
  const comment = page.getByRole("textbox", { name: "Comment" });
  await expect(comment).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(comment).toBeHidden();
  await expect(found).toBeFocused();
});

test("the keys work while Korean is typed, and leave the frame's own alone", async ({
  page,
  api,
}) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
  await page.keyboard.press("j");
  await page.dispatchEvent("[role=row]:focus", "keydown", {
    key: "ㅌ",
    code: "KeyX",
    bubbles: true,
  });
  await expect(claimOf(page, "Move secrets to the vault", "Done")).toBeVisible();
  // A key by itself is forgotten soon, on a busy machine before the next one comes.
  const goWith = (key: string, url: RegExp): Promise<void> =>
    expect(async () => {
      await page.keyboard.press("g");
      await page.keyboard.press(key);
      await expect(page).toHaveURL(url, { timeout: 2_000 });
    }).toPass();
  await goWith("p", /\/projects$/);
  await page.goBack();
  await expect(page.getByRole("treegrid")).toBeVisible();
  await goWith("o", new RegExp(`/projects/${project.slug}$`));
  await goWith("c", /\/checklist$/);
});

test("keys of a single character are switched off in the help or the account, the others stay", async ({
  page,
  api,
  axe,
}) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  const single = page.getByRole("checkbox", { name: /^Shortcuts of a single key/ });
  await page.keyboard.press("?");
  await expect(help.getByText("Not applicable, with a reason")).toBeVisible();
  await single.click();
  await expect(help.getByText("Not applicable, with a reason")).toBeHidden();
  await axe();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();

  const link = rowOf(page, "Rotate the signing key").getByRole("link");
  for (const again of [false, true]) {
    if (again) await openChecklist(page, project);
    for (const key of ["ArrowDown", "ArrowDown", "j", "x", "i", "/", "?", "["]) {
      await page.keyboard.press(key);
    }
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await expect(rowOf(page, "Rotate the signing key")).toBeFocused();
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
  await openChecklist(page, project);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(claimOf(page, "Move secrets to the vault", "Done")).toBeVisible();
});
