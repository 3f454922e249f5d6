import type { CDPSession, Page, Route } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";
import type { Person } from "./people.ts";

type Authenticator = { session: CDPSession; id: string };

/** Gives the browser an authenticator that keeps passkeys and recognises its person, as phones do. */
async function addAuthenticator(page: Page): Promise<Authenticator> {
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

const passkeysOf = (page: Page) => page.getByRole("region", { name: "Passkeys" });

/** Adds a passkey on the account page and puts the recovery codes away. */
async function addPasskey(page: Page, name: string): Promise<void> {
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

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies({ name: /session/ });
  await page.goto("/login");
}

async function givePassword(page: Page, person: Person): Promise<void> {
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

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
  // As the server answers five minutes after the last proof.
  await page.route("**/api/v1/me/passkeys/*", wantProof, { times: 1 });
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

/** Answers that a fresh proof is wanted. */
const wantProof = (route: Route) =>
  route.fulfill({
    status: 403,
    contentType: "application/problem+json",
    json: {
      ...{ type: "about:blank", title: "Not allowed", status: 403, requestId: "none" },
      ...{ code: "step_up_required", detail: "Show once more that it is you." },
    },
  });

test("a passkey that was removed, or that nobody gives, opens nothing and says so", async ({
  api,
  openPage,
  expectProblems,
}) => {
  expectProblems(/401 \(Unauthorized\)/);
  const page = await openPage(await createPerson(api, "Leo Brandt"));
  const { session, id } = await addAuthenticator(page);
  await addPasskey(page, "Phone");
  await passkeysOf(page).getByRole("button", { name: "Remove Phone" }).click();
  await page.getByRole("button", { name: "Remove passkey" }).click();
  await expect(page.getByRole("group", { name: "Passkey removed" })).toBeVisible();
  await expect(passkeysOf(page).getByRole("listitem")).toHaveCount(0);
  await signOut(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("main")).toContainText("This passkey was not accepted.");
  await session.send("WebAuthn.setUserVerified", { authenticatorId: id, isUserVerified: false });
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("main")).toContainText("No passkey was given");
  expect(new URL(page.url()).pathname).toBe("/login");
});

test("a captured answer opens nothing a second time", async ({
  api,
  openPage,
  playwright,
  baseURL,
}) => {
  const page = await openPage(await createPerson(api, "Ines Castro"));
  await addAuthenticator(page);
  await addPasskey(page, "Laptop");
  await signOut(page);
  const sent = page.waitForRequest((request) => request.url().endsWith("/api/v1/session/passkey"));
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  const data = (await sent).postDataJSON() as object;
  await page.waitForURL((url) => url.pathname === "/");

  const thief = await playwright.request.newContext({
    baseURL,
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { origin: baseURL ?? "" },
  });
  const answer = await thief.post("/api/v1/session/passkey", { data });
  expect(answer.status()).toBe(401);
  expect(await answer.json()).toMatchObject({ code: "passkey_refused" });
  expect(answer.headers()["set-cookie"]).toBeUndefined();
  await thief.dispose();
});

test("another site gets no passkey from the browser, and none of its answers counts here", async ({
  api,
  openPage,
  playwright,
  baseURL,
}) => {
  const page = await openPage(await createPerson(api, "Aki Mori"));
  const { session, id } = await addAuthenticator(page);
  await addPasskey(page, "Laptop");
  const { credentials } = await session.send("WebAuthn.getCredentials", { authenticatorId: id });
  const [stored] = credentials;
  if (!stored) throw new Error("The authenticator keeps nothing");

  // Another port of the same host: for the browser the same relying party, yet another origin.
  const foreign = "http://localhost:45991";
  await page.route(`${foreign}/**`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: "<!doctype html><title>Not Preflight</title>",
    }),
  );
  const visitor = await playwright.request.newContext({
    baseURL,
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: { origin: baseURL ?? "" },
  });
  const ask = async () => {
    const options = await visitor.post("/api/v1/session/passkey/options", { data: {} });
    return (await options.json()) as { challenge: string; rpId: string };
  };
  await page.goto(`${foreign}/`);
  const response = await page.evaluate(getPasskey, await ask());
  const answer = await visitor.post("/api/v1/session/passkey", { data: { response } });
  expect(answer.status()).toBe(401);
  expect(await answer.json()).toMatchObject({ code: "passkey_refused" });

  const elsewhere = "http://127.0.0.1:45991";
  await page.route(`${elsewhere}/**`, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: "<!doctype html><title>Not Preflight</title>",
    }),
  );
  await page.goto(`${elsewhere}/`);
  await expect(page.evaluate(getPasskey, await ask())).rejects.toThrow(
    /SecurityError|relying party/i,
  );
  await visitor.dispose();
});

/** What a page does that has got hold of a challenge. Runs in the browser. */
async function getPasskey({ challenge, rpId }: { challenge: string; rpId: string }) {
  const bytes = (text: string) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer: ArrayBuffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=/g, "");
  const credential = (await navigator.credentials.get({
    publicKey: { challenge: bytes(challenge), rpId, userVerification: "required" },
  })) as PublicKeyCredential;
  const given = credential.response as AuthenticatorAssertionResponse;
  return {
    id: credential.id,
    rawId: credential.id,
    type: "public-key",
    response: {
      clientDataJSON: text(given.clientDataJSON),
      authenticatorData: text(given.authenticatorData),
      signature: text(given.signature),
      userHandle: text(given.userHandle ?? new ArrayBuffer(0)),
    },
  };
}
