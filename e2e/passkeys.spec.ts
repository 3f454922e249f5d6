import { expect, test } from "./fixtures.ts";
import { outliveProof } from "./fresh-proof.ts";
import { createPerson } from "./new-person.ts";
import { addAuthenticator, addPasskey, passkeysOf, signOut } from "./passkeys.ts";
import { givePassword } from "./sign-in.ts";

test("a passkey is added, renamed, and signs in without a password", async ({
  api,
  openPage,
  axe,
}) => {
  const person = await createPerson(api, "Mina Seo");
  const page = await openPage(person);
  await addAuthenticator(page);
  await page.goto("/account");
  await passkeysOf(page).getByRole("button", { name: "Add passkey" }).click();
  const dialog = page.getByRole("dialog", { name: "Add passkey" });
  await expect(dialog.getByLabel("Name")).toHaveValue(/Chrome/);
  await axe(page);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await addPasskey(page, "Work laptop");
  await expect(passkeysOf(page)).toContainText("Never used");
  await axe(page);

  // The same device keeps one passkey for an account.
  await passkeysOf(page).getByRole("button", { name: "Add passkey" }).click();
  await dialog.getByRole("button", { name: "Create passkey" }).click();
  await expect(dialog.getByRole("alert")).toContainText("already keeps a passkey");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await passkeysOf(page).getByRole("button", { name: "Rename Work laptop" }).click();
  const renaming = page.getByRole("dialog", { name: "Rename passkey" });
  await renaming.getByLabel("Name").fill("Old laptop");
  await renaming.getByRole("button", { name: "Save name" }).click();
  await expect(passkeysOf(page).getByRole("listitem")).toContainText("Old laptop");

  await signOut(page);
  await axe(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.goto("/account");
  await expect(passkeysOf(page)).toContainText("Last used");
});

test("a passkey is the second factor and the fresh proof until it is removed", async ({
  api,
  openPage,
  axe,
  expectProblems,
}) => {
  expectProblems(/403 \(Forbidden\)/);
  const person = await createPerson(api, "Tomas Lind");
  const page = await openPage(person);
  await addAuthenticator(page);
  await addPasskey(page, "Old laptop");
  await signOut(page);
  await givePassword(page, person);
  await page.waitForURL("**/login/verify**");
  await axe(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL((url) => url.pathname === "/");

  await page.goto("/account");
  await outliveProof(person);
  await passkeysOf(page).getByRole("button", { name: "Remove Old laptop" }).click();
  await page.getByRole("button", { name: "Remove passkey" }).click();
  const proof = page.getByRole("dialog", { name: "Show that it is you" });
  await expect(proof.getByRole("button", { name: "Use a passkey" })).toBeVisible();
  await axe(page);
  await proof.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByRole("group", { name: "Passkey removed" })).toBeVisible();
  await expect(passkeysOf(page).getByRole("listitem")).toHaveCount(0);
  await signOut(page);
  await givePassword(page, person);
  await page.waitForURL((url) => url.pathname === "/");
});
