import http from "node:http";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { sendToRoute } from "#lib/testing/api.ts";
import {
  startHostileProvider,
  type Faults,
  type HostileProvider,
} from "#lib/testing/hostile-provider.ts";
import { type AtProvider, registerProvider, startOver, TestBrowser } from "#lib/testing/sso.ts";
import { finishSsoEndpoint, startSsoEndpoint } from "./contract.ts";
import { updateIdentityProvider } from "./update-identity-provider.ts";

let provider: HostileProvider;
let here: AtProvider["here"];
let known: AtProvider["known"];
let browser: AtProvider["browser"];

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.close());

beforeEach(async () => {
  ({ here, known, browser } = await startOver(provider));
});

const now = () => Math.floor(Date.now() / 1_000);

async function expectNobody(): Promise<void> {
  const { organizationId } = here;
  expect(await writeClient().externalIdentity.count({ where: { providerId: known.id } })).toBe(0);
  expect(await writeClient().member.count({ where: { organizationId } })).toBe(3);
}

describe("an answer that is not right signs nobody in", () => {
  const changed = (claims: Record<string, unknown>): Faults => ({
    claims: (decent) => ({ ...decent, ...claims }),
  });

  test.each<[string, Faults]>([
    ["another audience", changed({ aud: "another application" })],
    ["several audiences and no authorised party", changed({ aud: ["preflight", "another"] })],
    ["another authorised party", changed({ azp: "another application" })],
    ["another issuer in the token", changed({ iss: "https://evil.example" })],
    ["another nonce", changed({ nonce: "another" })],
    ["no nonce", changed({ nonce: undefined })],
    ["no subject", changed({ sub: undefined })],
    ["a subject that is no text", changed({ sub: 42 })],
    ["an expired token", changed({ exp: now() - 3_600, iat: now() - 7_200 })],
    ["a token that is not valid yet", changed({ nbf: now() + 3_600 })],
    ["a token without an end", changed({ exp: undefined })],
    ["the algorithm none", { algorithm: "none" }],
    ["a symmetric algorithm", { algorithm: "HS256" }],
    ["a signature by another key", { otherKey: true }],
    ["another iss in the answer", { answer: { iss: "https://evil.example" } }],
    ["no iss in the answer, though the provider promises one", { answer: { iss: null } }],
    ["an ID token in the address", { answer: { id_token: "e30.e30." } }],
  ])("%s", async (_what, faults) => {
    provider.faults = faults;
    const arrival = await browser.signIn(known.id, provider);
    expect(arrival).toMatchObject({ status: "refused", code: "sso_answer_invalid" });
    await expectNobody();
    const [event] = await writeClient().auditEvent.findMany({
      where: { streamId: here.organizationId, action: "session.refused" },
    });
    expect(JSON.parse(event?.body ?? "{}")).toMatchObject({ reason: "sso_answer_invalid" });
  });

  test.each<[string, Faults, string]>([
    ["a cancelled sign-in", { answer: { error: "access_denied", code: null } }, "sso_cancelled"],
    ["a refusal", { answer: { error: "server_error" } }, "sso_refused_by_provider"],
    ["a made-up code", { answer: { code: "made up" } }, "sso_exchange_refused"],
    ["no code", { answer: { code: null } }, "sso_answer_invalid"],
  ])("%s", async (_what, faults, code) => {
    provider.faults = faults;
    const arrival = await browser.signIn(known.id, provider);
    expect(arrival).toMatchObject({ status: "refused", code });
    await expectNobody();
  });

  test("a wrong client secret", async () => {
    const clientSecret = "wrong";
    await updateIdentityProvider(here.admin, { providerId: known.id, clientSecret });
    const arrival = await browser.signIn(known.id, provider);
    expect(arrival).toMatchObject({ status: "refused", code: "sso_exchange_refused" });
  });
});

describe("a state counts once, for the browser and the provider that it was made for", () => {
  const gone = { status: "refused", code: "sso_state" };
  const answer = async () => provider.authorize(await browser.leave(known.id));

  test("replayed", async () => {
    const once = await answer();
    expect(await browser.arrive(once)).toMatchObject({ status: "admitted" });
    expect(await browser.arrive(once)).toMatchObject(gone);
  });

  test("replayed fifty times at once", async () => {
    const once = await answer();
    const arrivals = await Promise.all(Array.from({ length: 50 }, () => browser.arrive(once)));
    expect(arrivals.filter(({ status }) => status === "admitted")).toHaveLength(1);
  });

  test("in another browser, one without a cookie, and one with its own", async () => {
    const stolen = await answer();
    expect(await new TestBrowser().arrive(stolen)).toMatchObject(gone);
    const victim = new TestBrowser();
    await victim.leave(known.id);
    expect(await victim.arrive(stolen)).toMatchObject(gone);
    expect(await browser.arrive(stolen)).toMatchObject({ status: "admitted" });
  });

  test("made up, missing, of another shape", async () => {
    const url = await answer();
    for (const state of ["made-up", "", "\u0000", "x".repeat(10_000)]) {
      url.searchParams.set("state", state);
      expect(await browser.arrive(url)).toMatchObject(gone);
    }
  });

  test("mixed up: the code of one provider with the state of another", async () => {
    const other = await startHostileProvider();
    other.person = { ...provider.person };
    const second = await registerProvider(here.admin, other, { name: "Other" });
    const honest = provider.authorize(await browser.leave(known.id));
    const evil = other.authorize(await browser.leave(second.id));
    honest.searchParams.set("state", evil.searchParams.get("state") ?? "");
    expect(await browser.arrive(honest)).toMatchObject({ code: "sso_answer_invalid" });
    await expectNobody();
    await other.close();
  });

  test("of two tabs, mixed up: the code of one with the state of the other", async () => {
    const [one, two] = [await answer(), await answer()];
    one.searchParams.set("state", two.searchParams.get("state") ?? "");
    expect(await browser.arrive(one)).toMatchObject({ status: "refused" });
    await expectNobody();
  });

  test("late", async () => {
    const url = await answer();
    const expiresAt = new Date(Date.now() - 1_000);
    await writeClient().ssoAttempt.updateMany({ data: { expiresAt } });
    expect(await browser.arrive(url)).toMatchObject(gone);
  });

  test("for a provider that was switched off in the meantime", async () => {
    const url = await answer();
    await updateIdentityProvider(here.admin, { providerId: known.id, enabled: false });
    expect(await browser.arrive(url)).toMatchObject({ code: "sso_provider_not_found" });
  });
});

describe("the two doors themselves", () => {
  test.each(["//evil.example", "https://evil.example", "/\\evil.example", "/api/v1/me", "/login"])(
    "lead nowhere but to a page of this site: %s",
    async (next) => {
      const arrival = await browser.signIn(known.id, provider, next);
      expect(arrival).toMatchObject({ status: "admitted", next: "/" });
    },
  );

  test("send the browser off with PKCE, state and nonce, and a cookie that no script reads", async () => {
    const response = await sendToRoute(startSsoEndpoint, { params: { providerId: known.id } });
    expect(response.status).toBe(303);
    const asked = new URL(response.headers.get("location") ?? "").searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: "code",
      scope: "openid email profile",
      code_challenge_method: "S256",
      redirect_uri: "http://localhost:3000/api/v1/sso/callback",
    });
    for (const name of ["state", "nonce", "code_challenge"]) {
      expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    }
    expect(response.headers.get("set-cookie")).toMatch(
      /^preflight\.sso=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  test("know no provider that is not there", async () => {
    const response = await sendToRoute(startSsoEndpoint, { params: { providerId: uuidv7() } });
    expect(response.headers.get("location")).toBe("/login?error=sso_provider_not_found&next=%2F");
  });

  test("send an answer that nobody waits for back to the sign-in page", async () => {
    const query = { state: "made-up", code: "made-up", iss: "https://evil.example", more: "1" };
    const response = await sendToRoute(finishSsoEndpoint, { query });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/login?error=sso_state&next=%2F");
  });

  test("never send the client secret anywhere but to the provider's token endpoint", async () => {
    const seen: string[] = [];
    const spy = http.createServer((request, answer) => {
      seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
      answer.writeHead(404).end();
    });
    await new Promise<void>((resolve) => spy.listen(0, "127.0.0.1", resolve));
    const { port } = spy.address() as { port: number };
    const issuer = `http://127.0.0.1:${port}`;
    const change = { providerId: known.id, issuer };
    await expect(updateIdentityProvider(here.admin, change)).rejects.toMatchObject({
      issues: [{ path: "clientSecret", code: "secret_again" }],
    });
    expect(seen).toEqual([]);
    spy.close();
  });
});
