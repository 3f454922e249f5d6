import { randomUUID } from "node:crypto";
import fs from "node:fs";
import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expect, test } from "./fixtures.ts";
import { outliveProof } from "./fresh-proof.ts";
import { createPerson } from "./new-person.ts";
import type { Person } from "./people.ts";

const STEP_MS = 30_000;

// A code must still be accepted when it has been typed and sent.
const TYPING_MS = 10_000;
const stepAt = (time: number): number => Math.floor(time / STEP_MS);

/** An authenticator app: each call gives a code that was not used, as soon as one is accepted. */
function app(key: string): () => Promise<string> {
  const secret = Secret.fromBase32(key.replace(/\s/g, ""));
  let last = 0;
  return async () => {
    last = Math.max(last + 1, stepAt(Date.now() + TYPING_MS) - 1);
    await expect
      .poll(() => stepAt(Date.now()), { timeout: 35_000 })
      .toBeGreaterThanOrEqual(last - 1);
    return TOTP.generate({ secret, timestamp: last * STEP_MS });
  };
}

/** Signs in as far as the password leads, in whichever language. */
async function givePassword(page: Page, person: Person): Promise<void> {
  await page.context().clearCookies({ name: /session/ });
  await page.goto("/login?next=/account");
  await page.locator("input[name=email]").fill(person.email);
  await page.locator("input[name=password]").fill(person.password);
  await page
    .locator("form")
    .getByRole("button", { name: /^(Sign in|로그인)$/ })
    .click();
  await expect(page).toHaveURL("/login/verify?next=%2Faccount");
}

test("an authenticator app is set up, asked for, stood in for by a recovery code, and turned off", async ({
  openPage,
  api,
  axe,
  expectProblems,
}) => {
  // A code counts once, so that the next may have to be waited for.
  test.slow();
  // A session that ends on purpose refuses what its page asks at that moment.
  expectProblems(/status of (401|403|422)/);
  const person = await createPerson(api, "Nora Quinn");
  const page = await openPage(person);
  await page.goto("/account");
  await page.getByRole("button", { name: "Set up authenticator app" }).click();
  const setup = page.getByRole("dialog", { name: "Set up authenticator app" });
  await expect(setup.getByRole("img", { name: "QR code" })).toBeVisible();
  await axe(page);
  const nextCode = app((await setup.locator("code").textContent()) ?? "");
  await setup.getByLabel("Code", { exact: true }).fill("12345");
  await setup.getByRole("button", { name: "Turn on" }).click();
  await expect(setup.getByText("A code has six digits.")).toBeVisible();
  await setup.getByLabel("Code", { exact: true }).fill(await nextCode());
  await setup.getByRole("button", { name: "Turn on" }).click();

  const codes = page.getByRole("dialog", { name: "Recovery codes" });
  await expect(codes.getByRole("listitem")).toHaveCount(10);
  const [recoveryCode = ""] = await codes.getByRole("listitem").allTextContents();
  await axe(page);
  const downloading = page.waitForEvent("download");
  await codes.getByRole("button", { name: "Download" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("preflight-recovery-codes.txt");
  expect(fs.readFileSync(await download.path(), "utf8")).toContain(recoveryCode);
  await codes.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 of 10 left")).toBeVisible();
  await axe(page);

  await givePassword(page, person);
  await page.goto("/");
  await expect(page).toHaveURL("/login/verify?next=%2F");
  await page.goto("/login/verify?next=/account");
  await axe(page);
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText("Wrong, expired, or used already.")).toBeVisible();
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
  await page.getByLabel("Code", { exact: true }).fill(await nextCode());
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page).toHaveURL("/account");

  await givePassword(page, person);
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code").fill(recoveryCode);
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page).toHaveURL("/account");
  await expect(page.getByText("9 of 10 left")).toBeVisible();

  await outliveProof(person);
  await page.getByRole("button", { name: "Turn off" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("button", { name: "Turn off" }).click();
  const proof = page.getByRole("dialog", { name: "Show that it is you" });
  await expect(proof.getByLabel("Code", { exact: true })).toBeFocused();
  await axe(page);
  await proof.getByLabel("Code", { exact: true }).fill(await nextCode());
  await proof.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("group", { name: "Authenticator app turned off" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Set up authenticator app" })).toBeVisible();
});

test("in Korean on a phone, a lost second factor is reset by an administrator", async ({
  openPage,
  api,
  axe,
}) => {
  const person = await createPerson(api, `정수아 ${randomUUID().slice(0, 4)}`);
  const admin = await createPerson(api, "Ines Moreau", "admin");
  const phone = { locale: "ko-KR", viewport: { width: 390, height: 844 } };
  const page = await openPage(person, phone);
  await page.goto("/account");
  await page.getByRole("button", { name: "인증 앱 등록" }).click();
  const setup = page.getByRole("dialog", { name: "인증 앱 등록" });
  await axe(page);
  const nextCode = app((await setup.locator("code").textContent()) ?? "");
  await setup.getByLabel("인증 코드").fill(await nextCode());
  await setup.getByRole("button", { name: "등록", exact: true }).click();
  await page.getByRole("button", { name: "보관했습니다" }).click();
  await expect(page.getByText("10개 중 10개 남음")).toBeVisible();
  await givePassword(page, person);
  await axe(page);

  const office = await openPage(admin);
  await office.goto("/admin/people");
  await office.getByRole("button", { name: `Actions for ${person.name}` }).click();
  await office.getByRole("menuitem", { name: "Reset second factor" }).click();
  const question = office.getByRole("alertdialog", {
    name: `Reset the second factor of ${person.name}?`,
  });
  await axe(office);
  await question.getByRole("button", { name: "Reset second factor" }).click();
  await expect(
    office.getByRole("group", { name: `Second factor of ${person.name} was reset` }),
  ).toBeVisible();

  await page.goto("/login?next=/account");
  await page.locator("input[name=email]").fill(person.email);
  await page.locator("input[name=password]").fill(person.password);
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL("/account");
});
