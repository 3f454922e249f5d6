import { randomUUID } from "node:crypto";
import { expect, test } from "./fixtures.ts";
import { pathIn, receiveMail } from "./mail.ts";
import { createPerson } from "./new-person.ts";
import { givePassword } from "./sign-in.ts";

const PASSWORD = "seven quiet lanterns by the lake";
const KOREAN_PHONE = { locale: "ko-KR", viewport: { width: 390, height: 844 } };
const newAddress = (name: string) => `${name}-${randomUUID()}@example.com`;

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
  await page.goto("/login");
  await givePassword(page, person);
  await expect(page).toHaveURL("/");
  await page.goto("/account");
  const section = page.getByRole("region", { name: "E-mail address" });
  await section.getByRole("button", { name: "Change address" }).click();
  await section.getByLabel("New address").fill(newEmail);
  await section.getByRole("button", { name: "Send both links" }).click();
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
  await elsewhere.goto("/login");
  await givePassword(elsewhere, { ...person, email: newEmail });
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
