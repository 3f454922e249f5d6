import type { Page } from "@playwright/test";

type Account = { email: string; password: string };

/** Fills the sign-in page in and sends it off. */
export async function givePassword(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
