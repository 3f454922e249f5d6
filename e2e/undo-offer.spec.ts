import type { Locator } from "@playwright/test";
import { createChecklist, openChecklist } from "./checklist.ts";
import { expect, test } from "./fixtures.ts";
import { itemsOf } from "./projects.ts";

test("the offer to undo covers neither the bulk bar nor the bar of phones, at any width", async ({
  page,
  api,
}) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
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

test("the offer to undo covers nothing of an item's panel", async ({ page, api }) => {
  const project = await createChecklist(api);
  const [item] = await itemsOf(api, project);
  await openChecklist(page, project, `?item=${encodeURIComponent(item?.code ?? "")}`);
  const panel = page.getByRole("complementary", { name: /Move secrets to the vault/ });
  const toast = page.getByRole("region", { name: "Notifications" }).getByRole("group");
  await panel.getByRole("button", { name: "Done", exact: true }).click();
  await expect(toast).toBeVisible();
  for (const width of [1440, 1920, 2560]) {
    await page.setViewportSize({ width, height: 844 });
    const beside = async (): Promise<number> => {
      const [left, right] = await Promise.all([toast.boundingBox(), panel.boundingBox()]);
      return left && right ? right.x - (left.x + left.width) : Number.NaN;
    };
    await expect.poll(beside, { message: `${width} px` }).toBeGreaterThan(0);
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the offer to undo leaves room for a comment, and does not close the sheet", async ({
    page,
    api,
  }) => {
    const project = await createChecklist(api);
    const [item] = await itemsOf(api, project);
    const code = encodeURIComponent(item?.code ?? "");
    await page.goto(`/projects/${project.slug}/checklist?item=${code}`);
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("button", { name: "Done", exact: true }).tap();
    const comment = sheet.getByRole("textbox", { name: "Comment" });
    await comment.scrollIntoViewIfNeeded();
    const toast = page.getByRole("region", { name: "Notifications" }).getByRole("group");
    await expect.poll(() => gapBetween(toast, comment)).toBeGreaterThan(0);
    await toast.getByRole("button", { name: "Undo" }).tap();
    await expect(sheet.getByRole("button", { name: "To do", exact: true })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
  });
});

/** How many pixels lie between what is above and what is below it. */
async function gapBetween(above: Locator, below: Locator): Promise<number> {
  const [upper, lower] = await Promise.all([above.boundingBox(), below.boundingBox()]);
  if (!upper || !lower) return Number.NaN;
  return lower.y - (upper.y + upper.height);
}
