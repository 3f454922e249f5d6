import { randomUUID } from "node:crypto";
import type { Page, PlaywrightWorkerArgs } from "@playwright/test";
import { startRealProvider, type RealProvider } from "../lib/testing/real-provider.ts";
import { expect, test as base } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";
import { owner } from "./people.ts";
import { givePassword } from "./sign-in.ts";

const test = base.extend<{ provider: RealProvider }>({
  provider: async ({ baseURL, expectProblems }, use) => {
    const provider = await startRealProvider(new URL("/api/v1/sso/callback", baseURL).href);
    // Its pages are its own business: no icon, letters from elsewhere.
    expectProblems(new RegExp(provider.issuer.replaceAll(".", "\\.")), /fonts\.googleapis\.com/);
    await use(provider);
    await provider.close();
  },
});

const fresh = (name: string) => `${name} ${randomUUID().slice(0, 8)}`;

/** In a session of its own: secrets need a fresh proof, and the common session may be older. */
async function addThroughApi(
  { request: requests }: Pick<PlaywrightWorkerArgs["playwright"], "request">,
  { issuer, clientId, clientSecret }: RealProvider,
  name: string,
): Promise<void> {
  const settings = { preset: "oidc", name, issuer, clientId, clientSecret, joinRole: "member" };
  const { email, password } = owner;
  const origin = process.env.E2E_URL ?? "";
  const api = await requests.newContext({
    baseURL: origin,
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { origin },
  });
  expect((await api.post("/api/v1/session", { data: { email, password } })).status()).toBe(200);
  const response = await api.post("/api/v1/organization/identity-providers", { data: settings });
  expect(response.status()).toBe(201);
  await api.dispose();
}

/** Signs in on the provider's own pages, and agrees there. */
async function signInThere(page: Page, login: string): Promise<void> {
  await page.locator('input[name="login"]').fill(login);
  await page.locator('input[name="password"]').fill("any");
  await page.locator('button[type="submit"]').click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("an administrator adds a provider, and a new person signs in through it", async ({
  api,
  openPage,
  axe,
  expectProblems,
  provider,
}) => {
  expectProblems(/status of (409|422)/);
  const name = fresh("Company login");
  const admin = await openPage(await createPerson(api, "Ines Roth", "admin"));
  await admin.goto("/admin/sso");
  await axe(admin);
  await admin.getByRole("button", { name: "Add identity provider" }).click();
  await expect(admin.getByRole("heading", { name: "Add identity provider" })).toBeFocused();
  await admin.getByRole("button", { name: "Save provider" }).click();
  await expect(admin.getByText("Fill this in.").first()).toBeVisible();
  await admin.getByLabel("Name").fill(name);
  await admin.getByLabel("Issuer").fill("http://127.0.0.1:1");
  await admin.getByRole("button", { name: "Test connection" }).click();
  await expect(admin.getByText("The identity provider cannot be reached right now.")).toBeVisible();
  await admin.getByLabel("Issuer").fill(provider.issuer);
  await admin.getByRole("button", { name: "Test connection" }).click();
  await expect(admin.getByText("The provider answers as it should")).toBeVisible();
  await expect(admin.getByText(`${provider.issuer}/token`)).toBeVisible();
  await admin.getByLabel("Client id").fill(provider.clientId);
  await admin.getByLabel("Client secret", { exact: true }).fill(provider.clientSecret);
  await admin.getByLabel("Who comes for the first time").click();
  await admin.getByRole("option", { name: "Joins as: Member" }).click();
  await admin.getByLabel("Claim with groups or roles").fill("groups");
  await admin.getByRole("button", { name: "Add rule" }).click();
  await admin.getByLabel("Value of rule 1").fill("platform-admins");
  await axe(admin);
  await admin.getByRole("button", { name: "Save provider" }).click();
  const row = admin.getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText("nobody linked");
  await axe(admin);

  const login = randomUUID();
  const email = `${login}@example.com`;
  const person = { email, email_verified: true, name: "Sofia Lindqvist" };
  provider.people.set(login, { ...person, groups: ["platform-admins"] });
  const page = await openPage(null);
  await page.goto("/account");
  await axe(page);
  await page.getByRole("link", { name: `Continue with ${name}` }).click();
  await signInThere(page, login);
  await expect(page).toHaveURL("/account");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Sofia Lindqvist");
  const linked = page.getByRole("region", { name: "Linked accounts" });
  await expect(linked.getByRole("listitem").filter({ hasText: name })).toContainText("Last used");
  await linked.getByRole("button", { name: `Unlink ${name}` }).click();
  await page.getByRole("button", { name: "Unlink", exact: true }).click();
  await expect(linked.getByText("This is your last way to sign in.")).toBeVisible();
  await axe(page);
  await page.goto("/admin/sso");
  await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("1 person");
});

test("who is refused is told why, and may still sign in with a password", async ({
  api,
  playwright,
  openPage,
  axe,
  provider,
}) => {
  const name = fresh("Refusing");
  await addThroughApi(playwright, provider, name);
  const member = await createPerson(api, "Tomas Vega");
  const login = randomUUID();
  const taken = { email: member.email, email_verified: true, name: member.name, groups: [] };
  provider.people.set(login, taken);
  const page = await openPage(null);
  await page.goto("/login?next=/projects");
  await page.getByRole("link", { name: `Continue with ${name}` }).click();
  await signInThere(page, login);
  await expect(page).toHaveURL(/\/login\?error=sso_account_exists/);
  await expect(page.getByText("An account with your e-mail address exists already.")).toBeVisible();
  await axe(page);
  await givePassword(page, member);
  await expect(page).toHaveURL("/projects");

  await page.goto("/account");
  const linked = page.getByRole("region", { name: "Linked accounts" });
  await linked.getByRole("button", { name: `Link ${name}` }).click();
  // The provider still knows who it is, and asks nothing.
  await expect(page).toHaveURL(/\/account#identities$/);
  await expect(linked.getByRole("button", { name: `Unlink ${name}` })).toBeVisible();
  await linked.getByRole("button", { name: `Unlink ${name}` }).click();
  await page.getByRole("button", { name: "Unlink", exact: true }).click();
  await expect(linked.getByRole("button", { name: `Link ${name}` })).toBeVisible();
});

test("a provider that is gone leads back with a clear message", async ({
  playwright,
  openPage,
  provider,
}) => {
  const name = fresh("Gone");
  await addThroughApi(playwright, provider, name);
  await provider.close();
  const page = await openPage(null, { locale: "ko-KR" });
  await page.goto("/login");
  await page.getByRole("link", { name: new RegExp(name) }).click();
  await expect(page.getByText("지금 인증 공급자에 연결할 수 없습니다.")).toBeVisible();
  await expect(page.getByLabel("이메일")).toBeVisible();
});
