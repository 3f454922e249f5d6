import type { Locator, Page } from "@playwright/test";
import { createLargeChecklist, openChecklist, rowOf } from "./checklist.ts";
import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";

test("5,000 items: only those in view exist, the end is reached, words are found", async ({
  page,
  api,
}) => {
  await openChecklist(page, await createLargeChecklist(api));
  await expect(page.getByText("5,000 items")).toBeVisible();
  const grid = page.getByRole("treegrid");
  await expect(grid).toHaveAttribute("aria-rowcount", "5003");
  expect(await grid.getByRole("row").count()).toBeLessThan(120);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(rowOf(page, "Measure number 5000")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search items" }).fill("number 4321");
  await expect(page.getByText("1 of 5,000 shown")).toBeVisible();
});

test("a reload in the middle of the list stays there", async ({ page, api }) => {
  await openChecklist(page, await createLargeChecklist(api, 900));
  await page.evaluate(() => window.scrollTo(0, 20_000));
  await expect(rowOf(page, "Measure number 550")).toBeInViewport();
  const following = page.waitForResponse(/\/events\?after=/);
  await page.reload();
  await following;
  await expect(rowOf(page, "Measure number 550")).toBeInViewport();
});

test("5,000 items are claimed in one go, seen by a colleague, and undone in one go", async ({
  page,
  api,
  openPage,
}) => {
  const project = await createLargeChecklist(api);
  const other = await openPage(await createPerson(api, "Mina Kim", "admin"));
  await openChecklist(other, project);
  await openChecklist(page, project);
  await expect(page.getByText("5,000 items")).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("toolbar", { name: "Selected items" });
  await expect(bar).toContainText("5,000 selected");
  await bar.getByRole("button", { name: "Claim" }).click();
  await page.getByRole("button", { name: "Apply" }).click();
  // An offer that somebody points at stays.
  await page.getByRole("button", { name: "Undo" }).hover();
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
