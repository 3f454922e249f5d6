// Passkeys for specs to work with: a browser that keeps them, and the account page.
import type { CDPSession, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

type Authenticator = { session: CDPSession; id: string };

/** Gives the browser an authenticator that keeps passkeys and recognises its person, as phones do. */
export async function addAuthenticator(page: Page): Promise<Authenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { session, id: authenticatorId };
}

export const passkeysOf = (page: Page) => page.getByRole("region", { name: "Passkeys" });

/** Adds a passkey on the account page and puts the recovery codes away. */
export async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto("/account");
  await passkeysOf(page).getByRole("button", { name: "Add passkey" }).click();
  const dialog = page.getByRole("dialog", { name: "Add passkey" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create passkey" }).click();
  const codes = page.getByRole("dialog", { name: "Recovery codes" });
  await expect(codes.getByRole("listitem")).toHaveCount(10);
  await codes.getByRole("button", { name: "I have kept them" }).click();
  await expect(passkeysOf(page).getByRole("listitem")).toContainText(name);
}

export async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies({ name: /session/ });
  await page.goto("/login");
}
