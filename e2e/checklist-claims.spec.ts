import { claimOf, createChecklist, openChecklist, rowOf } from "./checklist.ts";
import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";
import { owner } from "./people.ts";

test("a claim is set with a click, counted at once, and still there after a reload", async ({
  page,
  api,
  axe,
}) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
  await expect(page.getByText("7 items")).toBeVisible();
  // All of an imported checklist is its own, which need not stand on each line.
  await expect(page.getByRole("treegrid")).not.toContainText("Custom");
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

test("a second browser sees a change by itself, with its author", async ({
  page,
  api,
  openPage,
}) => {
  const project = await createChecklist(api);
  const mina = await createPerson(api, "Mina Kim", "admin");
  const other = await openPage(mina);
  await openChecklist(other, project);
  await openChecklist(page, project);
  await expect(claimOf(page, "Restore a backup", "To do")).toBeVisible();
  await expect(claimOf(other, "Restore a backup", "To do")).toBeVisible();
  await claimOf(other, "Restore a backup", "To do").click();
  await expect(claimOf(page, "Restore a backup", "Done")).toBeVisible();
  await expect(rowOf(page, "Restore a backup")).toContainText("Mina Kim, just now");
  // One's own changes need no such word.
  await expect(rowOf(other, "Restore a backup")).not.toContainText("just now");
});

test("not applicable needs a reason", async ({ page, api }) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
  await rowOf(page, "Close unused ports").hover();
  await rowOf(page, "Close unused ports")
    .getByRole("button", { name: /Choose the claim/ })
    .click();
  await page.getByRole("button", { name: "Not applicable" }).click();
  await page.getByRole("button", { name: "Not applicable" }).click();
  await expect(page.getByText("Give a reason")).toBeVisible();
  await page.getByLabel("Why does it not apply?").fill("There is no network");
  await page.getByRole("button", { name: "Not applicable" }).click();
  await expect(claimOf(page, "Close unused ports", "Not applicable")).toBeVisible();
  await rowOf(page, "Close unused ports").getByRole("link").click();
  const panel = page.getByRole("complementary");
  await expect(panel.getByText("There is no network").first()).toBeVisible();
});

test("a bulk change is one request, and undone as a whole", async ({ page, api }) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
  const requests: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" || request.method() === "PATCH") requests.push(request.url());
  });
  await rowOf(page, "Move secrets to the vault").hover();
  await page
    .getByRole("checkbox", { name: /^Select/ })
    .first()
    .click();
  await rowOf(page, "Close unused ports")
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

test("a viewer sees everything and can change nothing", async ({ api, openPage, axe }) => {
  const project = await createChecklist(api);
  const viewer = await createPerson(api, "Vera Viewer");
  const granted = await api.put(`/api/v1/projects/${project.id}/members/${viewer.userId}`, {
    data: { role: "viewer" },
  });
  expect(granted.ok()).toBe(true);
  const page = await openPage(viewer);
  await openChecklist(page, project);
  await expect(rowOf(page, "Remove old tokens").getByRole("img", { name: "Done" })).toBeVisible();
  await expect(page.getByRole("treegrid").getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Add an item/ })).toHaveCount(0);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary");
  await expect(panel.getByText("No comments yet.")).toBeVisible();
  await expect(panel.getByRole("textbox")).toHaveCount(0);
  await expect(
    rowOf(page, "Move secrets to the vault").getByRole("img", { name: "To do" }),
  ).toBeVisible();
  await axe(page);
});

test("a refusal restores the item and shows the server's words with the request id", async ({
  page,
  api,
  expectProblems,
}) => {
  expectProblems(/409/);
  const project = await createChecklist(api);
  await openChecklist(page, project);
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
  const project = await createChecklist(api);
  await openChecklist(page, project);
  await page.context().setOffline(true);
  await claimOf(page, "Close unused ports", "To do").click();
  await expect(page.getByText("could not be reached").first()).toBeVisible();
  await expect(claimOf(page, "Close unused ports", "To do")).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(claimOf(page, "Close unused ports", "Done")).toBeVisible();
});

test("the owner is who the log names", async ({ page, api }) => {
  const project = await createChecklist(api);
  await openChecklist(page, project);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("Enter");
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText(owner.name);
});
