import { expect, test } from "./fixtures.ts";
import { createPerson, invite } from "./new-person.ts";

test("an added person sets a password with the link and is in", async ({
  page,
  api,
  openPage,
  axe,
}) => {
  const { email, secret } = await invite(api, "Grace Kim");
  await page.goto("/admin/people");
  await axe();
  const row = page.getByRole("listitem").filter({ hasText: email });
  await expect(row).toContainText("Invited");

  const theirs = await openPage(null, { locale: "ko-KR", viewport: { width: 390, height: 844 } });
  await theirs.goto(`/set-password#${secret}`);
  await expect(theirs.getByText("Grace Kim 님, 환영합니다.")).toBeVisible();
  await axe(theirs);
  await theirs.getByLabel("새 비밀번호", { exact: true }).fill("바람이 부는 날에는 창문을 닫는다");
  await theirs.getByRole("button", { name: "비밀번호를 설정하고 로그인" }).click();
  await expect(theirs).toHaveURL("/");
  expect((await theirs.request.get("/admin/people")).status()).toBe(404);

  await page.reload();
  await expect(row).toContainText("Last seen");
});

test("a link works once", async ({ api, openPage, expectProblems }) => {
  expectProblems(/status of 404/);
  const { secret } = await invite(api, "Grace Kim");
  const page = await openPage(null);
  await page.goto(`/set-password#${secret}`);
  await page.getByLabel("New password").fill("five small boats at sunrise");
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(page).toHaveURL("/");
  const again = await openPage(null);
  await again.goto(`/set-password#${secret}`);
  await expect(again.getByText(/This link was used already/)).toBeVisible();
});

test("roles change, and a removed person is out at once", async ({ page, api, openPage }) => {
  const person = await createPerson(api, "Henry Moss");
  const theirs = await openPage(person);
  await page.goto("/admin/people");
  const row = page.getByRole("listitem").filter({ hasText: person.email });
  await row.getByRole("combobox", { name: "Role of Henry Moss" }).click();
  await page.getByRole("option", { name: "Administrator" }).click();
  await expect
    .poll(async () => (await theirs.request.get("/api/v1/me")).text())
    .toContain('"role":"admin"');

  await row.getByRole("button", { name: "Actions for Henry Moss" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove person" }).click();
  await expect(page.getByText(person.email)).toHaveCount(0);
  expect((await theirs.request.get("/api/v1/me")).status()).toBe(401);
  await theirs.goto("/account");
  await expect(theirs).toHaveURL("/login?next=%2Faccount");
});

test("an administrator leaves owners alone", async ({ api, openPage }) => {
  const page = await openPage(await createPerson(api, "Iris Vogt", "admin"));
  await page.goto("/admin/people");
  const owner = page.getByRole("listitem").filter({ hasText: "ada.park@example.com" });
  await expect(owner).toContainText("Owner");
  await expect(owner.getByRole("combobox")).toHaveCount(0);
  await expect(owner.getByRole("button")).toHaveCount(0);
});
