import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { pathIn, receiveMail } from "./mail.ts";
import { createPerson } from "./new-person.ts";
import type { Person } from "./people.ts";

const PASSWORD = "seven quiet lanterns by the lake";
const KOREAN_PHONE = { locale: "ko-KR", viewport: { width: 390, height: 844 } };
const newAddress = (name: string) => `${name}-${randomUUID()}@example.com`;

async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Carries `act` out; where a fresh proof is asked for, gives the password. */
async function withProof(page: Page, password: string, act: () => Promise<void>): Promise<void> {
  await act();
  const dialog = page.getByRole("dialog").filter({ has: page.getByLabel("Password") });
  if (await dialog.isVisible()) {
    await dialog.getByLabel("Password", { exact: true }).fill(password);
    await dialog.getByRole("button").last().click();
  }
}

test("somebody is invited by mail and is in, in a browser of their own", async ({
  page,
  openPage,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of 422/);
  const email = newAddress("grace");
  await page.goto("/admin/people");
  await page.getByRole("button", { name: "Invite" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite a person" });
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(dialog.getByText("Fill this in.")).toHaveCount(2);
  await dialog.getByLabel("Name").fill("Grace Kim");
  await dialog.getByLabel("E-mail").fill(email);
  await axe();
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("listitem").filter({ hasText: email });
  await expect(row).toContainText("Invited by Ada Park");
  await axe();

  const mail = await receiveMail(email, /^Ada Park invites you to Northwind Cloud$/);
  expect(mail.html).toContain('lang="en"');
  const theirs = await openPage(null, KOREAN_PHONE);
  await theirs.goto(pathIn(mail));
  await expect(theirs.getByText("Ada Park 님이 Northwind Cloud에 초대했습니다.")).toBeVisible();
  await axe(theirs);
  await theirs.getByLabel("이름").fill("Grace H. Kim");
  await theirs.getByLabel("새 비밀번호", { exact: true }).fill("바람이 부는 날에는 창문을 닫는다");
  await theirs.getByRole("button", { name: "수락하고 로그인" }).click();
  await expect(theirs).toHaveURL("/");

  await page.reload();
  await expect(row).toContainText("Grace H. Kim");
  await expect(row).not.toContainText("Invited by");
});

test("an invitation is renewed as a link to copy, and revoked", async ({
  page,
  openPage,
  axe,
  expectProblems,
}) => {
  expectProblems(/status of 404/);
  const email = newAddress("henry");
  await page.goto("/admin/people");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByLabel("Name").fill("Henry Moss");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  const first = pathIn(await receiveMail(email, /invites you/));
  const row = page.getByRole("listitem").filter({ hasText: email });
  await row.getByRole("button", { name: "Actions for the invitation of Henry Moss" }).click();
  // By key: while colleagues come and go, rows move under the mouse.
  await page.getByRole("menuitem", { name: "New link to copy" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Invitation for Henry Moss" });
  const link = await dialog.getByText(/\/invitation#/).innerText();
  await axe();
  await dialog.getByRole("button", { name: "Close" }).click();

  const theirs = await openPage(null);
  await theirs.goto(first);
  await expect(theirs.getByText(/This invitation was used or revoked/)).toBeVisible();
  await theirs.goto("/login");
  await theirs.goto(link);
  await expect(theirs.getByText("Ada Park invites you to Northwind Cloud.")).toBeVisible();

  await row.getByRole("button", { name: "Actions for the invitation of Henry Moss" }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).press("Enter");
  await expect(row).toHaveCount(0);
  await theirs.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await theirs.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(theirs.getByText(/This invitation was used or revoked/)).toBeVisible();
});

test("a forgotten password is set anew by mail", async ({ api, openPage, axe }) => {
  const person = await createPerson(api, "Nora Quinn");
  const page = await openPage(null);
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page).toHaveURL("/forgot-password");
  await page.getByLabel("E-mail").fill(person.email);
  await axe(page);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText(/If this address has an account/)).toBeVisible();
  await page.goto(pathIn(await receiveMail(person.email, /^Choose a new password$/)));
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(page).toHaveURL("/");
  await receiveMail(person.email, /password of your account was changed/);
});

test("an address changes once both have confirmed it", async ({ api, openPage, axe }) => {
  const person = await createPerson(api, "Nora Quinn");
  const newEmail = newAddress("nora");
  const page = await openPage(null);
  await signIn(page, person);
  await expect(page).toHaveURL("/");
  await page.goto("/account");
  const section = page.getByRole("region", { name: "E-mail address" });
  await section.getByRole("button", { name: "Change address" }).click();
  await section.getByLabel("New address").fill(newEmail);
  await withProof(page, person.password, () =>
    section.getByRole("button", { name: "Send both links" }).click(),
  );
  await expect(section.getByText(`The change to ${newEmail} waits`)).toBeVisible();
  await axe(page);

  const elsewhere = await openPage(null);
  await elsewhere.goto(pathIn(await receiveMail(newEmail, /^Confirm your new e-mail address$/)));
  await axe(elsewhere);
  await elsewhere.getByRole("button", { name: "Confirm" }).click();
  await expect(elsewhere.getByText(/when your present address has confirmed it/)).toBeVisible();
  await page.reload();
  await expect(section.getByText("New address: confirmed")).toBeVisible();
  await page.goto(pathIn(await receiveMail(person.email, /^Confirm that your e-mail/)));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText(`Your address is now ${newEmail}.`)).toBeVisible();
  await signIn(elsewhere, { ...person, email: newEmail });
  await expect(elsewhere).toHaveURL("/");
});

test("an administrator sees what was sent", async ({ page, api, axe }) => {
  const email = newAddress("iris");
  await api.post("/api/v1/organization/invitations", { data: { name: "Iris Vogt", email } });
  await receiveMail(email, /invites you/);
  await page.goto("/admin/mail");
  const row = page.getByRole("listitem").filter({ hasText: email });
  await expect(row).toContainText("Sent");
  await expect(row).toContainText("Invitation");
  await axe();
  await page.getByRole("button", { name: "Failed" }).click();
  await expect(row).toHaveCount(0);
});

test("a person exports their data and deletes their account", async ({ api, openPage, axe }) => {
  const person = await createPerson(api, "Liam Stone");
  const page = await openPage(null);
  await signIn(page, person);
  await expect(page).toHaveURL("/");
  await page.goto("/account");
  const section = page.getByRole("region", { name: "Your data" });
  const download = page.waitForEvent("download");
  await section.getByRole("link", { name: "Export your data" }).click();
  expect((await download).suggestedFilename()).toMatch(/^preflight-.*\.json$/);
  await section.getByRole("button", { name: "Delete your account" }).click();
  await axe(page);
  await page.getByRole("button", { name: "Delete account for good" }).click();
  await expect(page).toHaveURL("/login");
  const people = (await (await api.get("/api/v1/organization/members")).json()) as {
    members: { email: string }[];
  };
  expect(people.members.map(({ email }) => email)).not.toContain(person.email);
});

/** A project of one item, which is assigned to somebody; returns the item's address in the API. */
async function createAssignedItem(api: APIRequestContext, userId: string): Promise<string> {
  const markdown = "# P0\n\n## Secrets\n\n- [ ] Rotate the keys\n";
  const created = (await (
    await api.post("/api/v1/projects", {
      data: { source: "markdown", name: `Handover ${userId}`, markdown },
    })
  ).json()) as { id: string };
  const items = `/api/v1/projects/${created.id}/items`;
  const listed = (await (await api.get(`${items}?limit=200`)).json()) as {
    items: { id: string; claim: string; assigneeId: string | null }[];
  };
  const free = listed.items.find(
    ({ claim, assigneeId }) => claim === "todo" && assigneeId === null,
  );
  await api.patch(`${items}/${free?.id}`, { data: { assigneeId: userId } });
  return `${items}/${free?.id}`;
}

const assigneeOf = async (api: APIRequestContext, item: string): Promise<string | null> =>
  ((await (await api.get(item)).json()) as { assigneeId: string | null }).assigneeId;

test("whoever is removed hands their items over", async ({ page, api, axe }) => {
  const leaver = await createPerson(api, "Mia Berg", "admin");
  const item = await createAssignedItem(api, leaver.userId);
  await page.goto("/admin/people");
  const row = page.getByRole("listitem").filter({ hasText: leaver.email });
  await row.getByRole("button", { name: "Actions for Mia Berg" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Remove Mia Berg?" });
  await expect(dialog.getByText("1 open item is assigned to them")).toBeVisible();
  await dialog.getByLabel("Hand open items over to").click();
  await page.getByRole("option", { name: "Ada Park" }).click();
  await axe();
  await dialog.getByRole("button", { name: "Remove person" }).click();
  const said = page.getByText("Mia Berg was removed, the items were handed over");
  await expect(said.first()).toBeVisible();
  await expect(row).toHaveCount(0);
  const me = (await (await api.get("/api/v1/me")).json()) as { user: { id: string } };
  expect(await assigneeOf(api, item)).toBe(me.user.id);
});

test("who leaves by themselves chooses who takes over, or nobody", async ({
  api,
  openPage,
  axe,
}) => {
  for (const heir of ["Ada Park", null]) {
    const leaver = await createPerson(api, "Noah Lind", "admin");
    const item = await createAssignedItem(api, leaver.userId);
    const page = await openPage(null);
    await signIn(page, leaver);
    await expect(page).toHaveURL("/");
    await page.goto("/account");
    await page.getByRole("button", { name: "Leave the organization" }).click();
    const dialog = page.getByRole("alertdialog");
    await expect(dialog.getByText("1 open item is assigned to you")).toBeVisible();
    if (heir) {
      await dialog.getByLabel("Hand open items over to").click();
      await page.getByRole("option", { name: heir }).click();
    }
    await axe(page);
    await dialog.getByRole("button", { name: "Leave organization" }).click();
    await expect(page).toHaveURL("/login");
    const me = (await (await api.get("/api/v1/me")).json()) as { user: { id: string } };
    expect(await assigneeOf(api, item)).toBe(heir ? me.user.id : null);
  }
});
