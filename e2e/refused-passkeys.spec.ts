import { expect, test } from "./fixtures.ts";
import { createPerson } from "./new-person.ts";
import { addAuthenticator, addPasskey, passkeysOf, signOut } from "./passkeys.ts";

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
