import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";
import { owner } from "./people.ts";
import { givePassword } from "./sign-in.ts";

test("whoever is not signed in is sent to sign in, and then to where they wanted", async ({
  openPage,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of (401|422)/);
  const page = await openPage(null);
  await page.goto("/account");
  await expect(page).toHaveURL("/login?next=%2Faccount");
  await axe(page);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("Fill this in.")).toHaveCount(2);
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await givePassword(page, { ...owner, password: "not the password" });
  await expect(page.getByText("E-mail or password is wrong.")).toBeVisible();
  await axe(page);
  await givePassword(page, owner);
  await expect(page).toHaveURL("/account");
});

test("an address of another site is not where signing in leads", async ({ openPage, api }) => {
  const person = await createPerson(api, "Nora Quinn");
  const page = await openPage(null);
  await page.goto("/login?next=//evil.example/account");
  await givePassword(page, person);
  await expect(page).toHaveURL("/");
});

test("a page that has not come alive cannot send a password into an address", async ({
  openPage,
}) => {
  const page = await openPage(null, { javaScriptEnabled: false });
  await page.goto("/login");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeDisabled();
  await expect(page.locator("form")).toHaveAttribute("method", "post");
});

test("the session cookie is out of reach of scripts and names no person", async ({
  openPage,
  api,
}) => {
  const person = await createPerson(api, "Nora Quinn");
  const page = await openPage(person);
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name.endsWith("preflight.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(session?.value).not.toContain(person.email);
});

test("signing out ends the session, also for a copy of the cookie", async ({ openPage, api }) => {
  const person = await createPerson(api, "Nora Quinn");
  const page = await openPage(person);
  const copy = await openPage(null, { storageState: await page.context().storageState() });
  await page.goto("/account");
  await page.getByRole("button", { name: /account menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/login");
  await copy.goto("/account");
  await expect(copy).toHaveURL("/login?next=%2Faccount");
});

test("an expired session in the middle of an edit loses nothing that was typed", async ({
  openPage,
  api,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of 401/);
  const person = await createPerson(api, "Nora Quinn");
  const page = await openPage(person);
  await page.goto("/account");
  await page.getByLabel("Name", { exact: true }).fill("Nora Quinn-Lee");
  await page.context().clearCookies({ name: /session$/ });
  await page.getByRole("button", { name: "Save profile" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog).toBeVisible();
  await axe(page);
  await dialog.getByLabel("Password", { exact: true }).fill("not the password");
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(dialog.getByText("E-mail or password is wrong.")).toBeVisible();
  await dialog.getByLabel("Password", { exact: true }).fill(person.password);
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Nora Quinn-Lee");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Profile saved").first()).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Nora Quinn-Lee");
});

test("a changed password ends the sessions elsewhere and is the only one that works", async ({
  openPage,
  api,
  expectProblems,
}) => {
  expectProblems(/status of (401|422)/);
  const person = await createPerson(api, "Nora Quinn");
  const page = await openPage(person);
  const elsewhere = await openPage(null);
  await elsewhere.goto("/login?next=/account");
  await givePassword(elsewhere, person);
  await expect(elsewhere).toHaveURL("/account");

  await page.goto("/account");
  const change = page.getByRole("button", { name: "Change password" });
  await page.getByLabel("Current password").fill("not the password");
  await page.getByLabel("New password").fill("seven quiet lanterns by the lake");
  await change.click();
  await expect(page.getByText("The current password is wrong.")).toBeVisible();
  await expect(page.getByLabel("Current password")).toBeFocused();
  await page.getByLabel("Current password").fill(person.password);
  await change.click();
  await expect(page.getByText("Password changed").first()).toBeVisible();

  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/login/);
  await givePassword(elsewhere, { ...person, password: "seven quiet lanterns by the lake" });
  await expect(elsewhere).toHaveURL("/account");
});

test("sessions are listed and ended one by one", async ({ openPage, api }) => {
  const person = await createPerson(api, "Nora Quinn");
  const page = await openPage(person);
  const other = await openPage(null);
  await other.goto("/login?next=/account");
  await givePassword(other, person);
  await expect(other).toHaveURL("/account");

  await page.goto("/account");
  const sessions = page.getByRole("region", { name: "Sessions" });
  await expect(sessions.getByRole("listitem").filter({ hasText: "This browser" })).toHaveCount(1);
  await sessions.getByRole("button", { name: "End all other sessions" }).click();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await other.reload();
  await expect(other).toHaveURL(/\/login/);
});

test("signing in again ends the session that the browser had", async ({
  openPage,
  api,
  expectProblems,
}) => {
  // What the page asks in the session that has just ended.
  expectProblems(/status of 401/);
  const person = await createPerson(api, "Nora Quinn");
  const page = await openPage(null);
  await page.goto("/login?next=/account");
  await givePassword(page, person);
  await expect(page).toHaveURL("/account");
  const again = await page.request.post("/api/v1/session", {
    data: { email: person.email, password: person.password },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(again.status()).toBe(200);
  await page.goto("/account");
  const sessions = page.getByRole("region", { name: "Sessions" });
  // The one from the set-password link, and the new one.
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
});

test("language and theme change at once and last", async ({ openPage, api, axe }) => {
  const person = await createPerson(api, "Nora Quinn");
  const page = await openPage(person);
  await page.goto("/account");
  await axe(page);
  await page.getByRole("button", { name: "Dark" }).click();
  await page.getByRole("button", { name: "한국어" }).click();
  await expect(page.getByRole("heading", { name: "계정", level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await axe(page);

  // Another browser of theirs, which speaks English and has been told nothing.
  const other = await openPage(person, { locale: "en-US" });
  await other.goto("/account");
  await expect(other.locator("html")).toHaveAttribute("lang", "ko");
  const answer = await other.request.get("/api/v1/projects/nothing-of-this-name");
  expect(answer.headers()["content-language"]).toBe("ko");
});

test("times are in the browser's zone until a person chooses another, which wins everywhere", async ({
  openPage,
  api,
  axe,
}) => {
  const person = await createPerson(api, "Iris Holm", "admin");
  const page = await openPage(person, { timezoneId: "Europe/Helsinki" });
  const exactTime = page.getByText(/GMT[+-]\d/).first();
  const openEvent = async () => {
    await page.goto("/audit");
    await page
      .getByRole("button", { name: /^Show details of event/ })
      .first()
      .click();
  };
  await openEvent();
  await expect(exactTime).toHaveText(/GMT\+[23]$/);
  await page.goto("/account");
  const zone = page.getByRole("combobox", { name: "Time zone" });
  await zone.click();
  await page.getByPlaceholder("Find a city or zone").fill("tokyo");
  await page.getByRole("option", { name: "Asia/Tokyo" }).click();
  const automatic = page.getByRole("button", { name: "Automatic: as the browser says" });
  await expect(automatic).toBeEnabled();
  await axe(page);
  await openEvent();
  await expect(exactTime).toHaveText(/GMT\+9$/);
  await page.goto("/account");
  await automatic.click();
  await expect(zone).toHaveText("Automatic: as the browser says");
  await openEvent();
  await expect(exactTime).toHaveText(/GMT\+[23]$/);
});
