import { createServer, type Server } from "node:net";
import { decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { runOf, site, usesSites } from "#lib/testing/http-provider.ts";
import type { Site, SitePage, SiteRequest } from "#lib/testing/site.ts";

usesSites();

const KEY = new TextEncoder().encode("a key of the tests, which is long enough for HS256");
const tokenOf = (expires: number) =>
  new SignJWT({ sub: "anna" })
    .setProtectedHeader({ alg: "HS256", kid: "one" })
    .setExpirationTime(new Date(Date.now() + expires))
    .sign(KEY);

const shownTo = ({ headers }: SiteRequest) => headers.authorization?.replace("Bearer ", "") ?? "";

describe("admin.not-public", () => {
  const sockets: Server[] = [];
  afterEach(() => {
    for (const server of sockets.splice(0)) server.close();
  });

  /** A port that takes connections and ends each at once. */
  async function resetting(): Promise<string> {
    const server = createServer((socket) => socket.resetAndDestroy());
    sockets.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  }
  const outcomeOf = async (adminUrls: string[], settings: object = {}) =>
    runOf(await site({ "/": {}, "/admin": { status: 403 }, "/open": { body: "Admin" } })).check(
      "admin.not-public",
      { adminUrls, ...settings },
    );

  test("passes for 403, a refused connection and one that is cut", async () => {
    const closed = await site({});
    await closed.close();
    const outcome = await outcomeOf(["/admin", closed.url, await resetting()]);
    expect(outcome.verdict).toBe("pass");
    expect(outcome.reading.seen.answers).toEqual([
      "/admin: 403",
      `${closed.url}: ECONNREFUSED`,
      expect.stringMatching(/ECONNRESET$/),
    ]);
  });

  test("fails when one page answers, whatever it says", async () => {
    expect((await outcomeOf(["/admin", "/open"])).verdict).toBe("fail");
    expect((await outcomeOf(["/nowhere"])).verdict).toBe("fail");
  });

  test("is unknown for a name that does not exist", async () => {
    // Longer than a name can be, so that no name server is asked for it.
    const outcome = await outcomeOf([`https://${"a".repeat(64)}.invalid/`]);
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "not_found" });
  });

  test("is unknown when nothing is declared, when it runs inside, and when nothing is reached", async () => {
    expect(await outcomeOf([])).toMatchObject({ reason: "not_declared" });
    expect(await outcomeOf(["/admin"], { outsideNetwork: false })).toMatchObject({
      reason: "not_declared",
      reading: { detail: "outsideNetwork" },
    });
    const gone = await site({});
    await gone.close();
    const outcome = await runOf(gone).check("admin.not-public", { adminUrls: ["/admin"] });
    expect(outcome).toMatchObject({ reason: "unreachable" });
  });
});

describe("auth.missing-or-forged-token-401", () => {
  let testToken = "";
  let expiredToken = "";
  beforeAll(async () => {
    [testToken, expiredToken] = [await tokenOf(60_000), await tokenOf(-60_000)];
  });

  const outcomeOf = async (page: (token: string) => number, expired = expiredToken) => {
    const target = await site({ "/me": (request) => ({ status: page(shownTo(request)) }) });
    const run = runOf(target, { stagingUrl: target.url }, { testToken, expiredToken: expired });
    return run.check("auth.missing-or-forged-token-401", { protectedPath: "/me" });
  };

  test("passes when every one of them is refused, and none is in the evidence", async () => {
    const shown: string[] = [];
    const outcome = await outcomeOf((token) => (shown.push(token), 401));
    const answers = ["no token: 401", "another key: 401", "alg none: 401", "expired: 401"];
    expect(outcome).toMatchObject({ verdict: "pass", reading: { seen: { answers } } });
    const [, signed = "", bare = ""] = shown;
    expect(decodeProtectedHeader(signed)).toMatchObject({ alg: "HS256", kid: "one" });
    await expect(jwtVerify(signed, KEY)).rejects.toThrow("signature");
    expect(decodeJwt(bare)).toMatchObject({ sub: "anna" });
    expect(bare).toMatch(/\.$/);
    expect(JSON.stringify(outcome)).not.toContain(expiredToken);
  });

  test("fails when one of them opens the route", async () => {
    const outcome = await outcomeOf((token) => (token.endsWith(".") ? 200 : 401));
    expect(outcome.verdict).toBe("fail");
    expect((await outcomeOf((token) => (token === expiredToken ? 200 : 401))).verdict).toBe("fail");
    expect((await outcomeOf(() => 200)).verdict).toBe("fail");
  });

  test("is unknown without an expired token, a route, and where there is no such route", async () => {
    const outcome = await outcomeOf(() => 401, "");
    expect(outcome).toMatchObject({ reason: "not_declared", reading: { detail: "expiredToken" } });
    expect(await outcomeOf(() => 404)).toMatchObject({ reason: "not_found" });
    expect(await outcomeOf(() => 500)).toMatchObject({ reason: "provider_error" });
    const run = runOf(await site({}));
    expect(await run.check("auth.missing-or-forged-token-401")).toMatchObject({
      reason: "not_declared",
      reading: { detail: "stagingUrl" },
    });
  });
});

describe("rbac.low-role-403", () => {
  const TOKEN = { lowRoleToken: "token-of-a-viewer" };
  const outcomeOf = async (pages: Record<string, SitePage>, credentials: object = TOKEN) => {
    const target = await site(pages);
    const run = runOf(target, { testTargetUrl: target.url }, { ...credentials });
    return run.check("rbac.low-role-403", { adminPaths: ["/admin/a", "/admin/b"] });
  };

  test("passes for 403 and 404, with the token of the lowest role", async () => {
    const outcome = await outcomeOf({
      "/admin/a": (request) => ({ status: shownTo(request) === TOKEN.lowRoleToken ? 403 : 500 }),
    });
    const answers = ["/admin/a: 403", "/admin/b: 404"];
    expect(outcome).toMatchObject({ verdict: "pass", reading: { seen: { answers } } });
  });

  test("fails when one route opens", async () => {
    expect((await outcomeOf({ "/admin/b": { body: "all" } })).verdict).toBe("fail");
  });

  test("is unknown when the token is not accepted, and without one", async () => {
    expect(await outcomeOf({ "*": { status: 401 } })).toMatchObject({ reason: "no_permission" });
    expect(await outcomeOf({}, {})).toMatchObject({ reason: "not_declared" });
  });

  test("shows the token to no other host", async () => {
    const [target, other]: Site[] = [await site({}), await site({ "*": {} })];
    const run = runOf(target as Site, { stagingUrl: target?.url }, TOKEN);
    const adminPaths = [`${other?.url}/admin`];
    expect(await run.check("rbac.low-role-403", { adminPaths })).toMatchObject({
      reason: "refused",
    });
    expect(other?.asked).toEqual([]);
  });
});

describe("auth.weak-password-rejected", () => {
  const FIELDS = ["email=preflight-{random}@example.test", "name=Preflight"];
  const outcomeOf = async (page: SitePage, registerFields = FIELDS) => {
    const target = await site({ "/register": page });
    const settings = { registerPath: "/register", registerFields };
    return runOf(target, { testTargetUrl: target.url }).check(
      "auth.weak-password-rejected",
      settings,
    );
  };
  type Form = { email: string; name: string; password: string };

  test("passes when a well-known and a short password are refused", async () => {
    const forms: Form[] = [];
    const outcome = await outcomeOf(({ body }) => {
      forms.push(JSON.parse(body.toString()) as Form);
      return { status: 422 };
    });
    expect(outcome).toMatchObject({ verdict: "pass", reading: { seen: { requests: 2 } } });
    expect(forms.map(({ password }) => password.length)).toEqual([9, 7]);
    expect(forms[0]).toMatchObject({ password: "password1", name: "Preflight" });
    expect(forms[0]?.email).toMatch(/^preflight-[0-9a-f]{12}@example\.test$/);
  });

  test("fails when one is taken", async () => {
    const lax: SitePage = ({ body }) => ({ status: body.includes("password1") ? 201 : 400 });
    expect((await outcomeOf(lax)).verdict).toBe("fail");
  });

  test("is unknown without the other fields, and where registering is not for us", async () => {
    expect(await outcomeOf({}, [])).toMatchObject({ reason: "not_declared" });
    expect(await outcomeOf({ status: 403 })).toMatchObject({ reason: "no_permission" });
    const outcome = await runOf(await site({})).check("auth.weak-password-rejected");
    expect(outcome).toMatchObject({ reason: "no_test_target" });
  });
});
