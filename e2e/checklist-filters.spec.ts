import { createChecklist, openChecklist, rowOf } from "./checklist.ts";
import { expect, test } from "./fixtures.ts";

test("filters are in the address, and the back button takes them back", async ({ page, api }) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
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
  await expect(rowOf(page, "Restore a backup")).toBeVisible();
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
  const project = await createChecklist(api);
  await openChecklist(page, project, "?verdict=not_run");
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

test("items are found in the palette by code and by words", async ({ page, api }) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("measure long");
  await page.getByRole("option", { name: /Measure how long it takes/ }).click();
  await expect(
    page.getByRole("complementary").getByRole("heading", { name: "Measure how long it takes" }),
  ).toBeVisible();
});
