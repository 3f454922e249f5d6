import * as argon2 from "@node-rs/argon2";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { signInEndpoint, updateMeEndpoint, getMeEndpoint } from "#lib/accounts/contract.ts";
import { startSession } from "#lib/accounts/start-session.ts";
import { createInvitationEndpoint } from "#lib/members/invitation-contract.ts";
import { hashPassword } from "#lib/platform/auth/password-hash.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { env } from "#lib/platform/env.ts";
import type { Endpoint } from "#lib/platform/http/endpoint.ts";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { createTestSession, createTestToken, sendToRoute } from "#lib/testing/api.ts";
import { endpoints } from "./api-contract.ts";

vi.mock("@node-rs/argon2", { spy: true });

const OWN = "http://localhost:3000";

type Told = { code: string };
const codeOf = async (response: Response): Promise<string> =>
  response.status < 400 ? "" : ((await response.json()) as Told).code;

describe("a write with a session's cookie is taken from our own pages only", () => {
  let cookie: string;
  beforeAll(async () => {
    const { member } = await createTestOrganization();
    ({ cookie } = (await createTestSession(member)).headers);
  });
  const write = async (headers: Record<string, string>) => {
    const body = { name: "Renamed" };
    const response = await sendToRoute(updateMeEndpoint, { body, headers: { cookie, ...headers } });
    return { status: response.status, code: await codeOf(response) };
  };
  const refused = { status: 403, code: "cross_site" };

  test.each<[string, Record<string, string>]>([
    ["by its origin", { origin: OWN }],
    ["by what the browser says", { "sec-fetch-site": "same-origin" }],
    ["by both", { origin: OWN, "sec-fetch-site": "same-origin" }],
    ["by the name that it came by, without TLS", { origin: "http://nas:3000", host: "nas:3000" }],
  ])("taken: %s", async (_how, headers) => {
    expect(await write(headers)).toEqual({ status: 200, code: "" });
  });

  test.each<[string, Record<string, string>]>([
    ["that says nothing of where it comes from", {}],
    ["of another site", { origin: "https://evil.example" }],
    ["of a name that begins with ours", { origin: `${OWN}.evil.example` }],
    ["of a name that ends with ours", { origin: "http://evil-localhost:3000" }],
    ["of another port", { origin: "http://localhost:3001" }],
    ["of a sandboxed frame", { origin: "null" }],
    ["of a file", { origin: "file://" }],
    ["of nonsense", { origin: "http://" }],
    ["with an empty origin", { origin: "" }],
    ["across sites", { "sec-fetch-site": "cross-site" }],
    ["of a neighbour", { "sec-fetch-site": "same-site" }],
    ["that somebody typed in", { "sec-fetch-site": "none" }],
    ["of two minds", { origin: OWN, "sec-fetch-site": "cross-site" }],
    [
      "of two minds, the other way",
      { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    ],
    [
      "that hides behind a proxy's header",
      { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    ],
  ])("refused: one %s", async (_what, headers) => {
    expect(await write(headers)).toEqual(refused);
  });

  test("signing somebody in from another site is refused before the password is looked at", async () => {
    const body = { email: "nobody@example.test", password: "a perfectly fine sentence" };
    for (const origin of ["https://evil.example", "null"]) {
      const response = await sendToRoute(signInEndpoint, { body, headers: { origin } });
      expect(await codeOf(response)).toBe("cross_site");
    }
    expect(argon2.verify).not.toHaveBeenCalled();
  });

  test("a method in a header, field or query does not make a read a write", async () => {
    const headers = { cookie, "x-http-method-override": "PATCH", "x-http-method": "DELETE" };
    const response = await sendToRoute(getMeEndpoint, { headers });
    expect(response.status).toBe(200);
    expect(
      await codeOf(await sendToRoute(getMeEndpoint, { headers, query: { _method: "PATCH" } })),
    ).toBe("invalid");
  });
});

describe("headers that proxies and frameworks send are worth nothing from a client", () => {
  const SPOOFED = {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "203.0.113.99",
    "x-real-ip": "203.0.113.99",
    forwarded: "for=203.0.113.99;host=evil.example;proto=https",
    "x-original-url": "/api/v1/setup",
    "x-rewrite-url": "/api/v1/setup",
    "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
    "x-request-id": "chosen-by-the-client",
    "x-preflight-request-00000000": "chosen-by-the-client",
    "x-preflight-peer-00000000": "127.0.0.1",
    "x-user-id": uuidv7(),
  };

  test("they sign nobody in", async () => {
    for (const endpoint of endpoints.filter(({ access }) => access !== "public")) {
      const response = await sendToRoute(endpoint, { body: {}, headers: SPOOFED });
      expect(response.status, endpoint.operationId).toBe(401);
    }
  });

  test("they name neither the request nor the address that it came from", async () => {
    const { member } = await createTestOrganization();
    const token = await createTestToken(member);
    const response = await sendToRoute(updateMeEndpoint, {
      token,
      headers: SPOOFED,
      body: { name: "New" },
    });
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const origins = await writeClient().auditOrigin.findMany({
      where: { organizationId: member.organizationId },
    });
    expect(origins.map(({ ip }) => ip)).toEqual([null]);
  });

  test("links that are sent to people lead to the configured address", async () => {
    const { owner } = await createTestOrganization();
    const { headers } = await createTestSession(owner);
    const response = await sendToRoute(createInvitationEndpoint, {
      body: { email: `${uuidv7()}@example.test`, name: "Invited" },
      headers: { ...SPOOFED, ...headers, origin: OWN, "sec-fetch-site": "same-origin" },
    });
    const text = await response.text();
    expect(response.status, text).toBe(201);
    expect(text).toContain(`${OWN}/`);
    expect(text).not.toContain("evil.example");
  });
});

test("no answer of any operation may be kept by a cache, and none sets a cookie in passing", async () => {
  for (const endpoint of endpoints) {
    const response = await sendToRoute(endpoint, { body: {} });
    await response.body?.cancel();
    const { headers } = response;
    expect(headers.get("cache-control"), endpoint.operationId).toMatch(/no-store/);
    expect(headers.get("set-cookie"), endpoint.operationId).toBeNull();
    expect(headers.get("access-control-allow-origin"), endpoint.operationId).toBeNull();
  }
});

describe("a sign-in costs the same whether there is such an account or not", () => {
  const PASSWORD = "a perfectly fine sentence";
  const base = (ip: string) => ({
    ...{ requestId: uuidv7(), locale: "en" as const, now: () => new Date() },
    origin: { ip, userAgent: "test" },
  });
  const withPassword = async (): Promise<string> => {
    const { member } = await createTestOrganization();
    const data = { passwordHash: await hashPassword(PASSWORD) };
    return (await writeClient().user.update({ where: { id: member.userId }, data })).email;
  };
  const withoutPassword = async () =>
    `${(await createTestOrganization()).member.userId}@example.test`;

  test.each<[string, () => string | Promise<string>]>([
    ["an unknown account", () => `${uuidv7()}@example.test`],
    ["an account without a password", withoutPassword],
    ["a known account", withPassword],
  ])("one run of argon2 for %s", async (_who, email) => {
    const given = { email: await email(), password: "not the right sentence" };
    vi.clearAllMocks();
    await expect(startSession(base("192.0.2.77"), given)).rejects.toMatchObject({
      code: "sign_in_refused",
    });
    expect(argon2.verify).toHaveBeenCalledTimes(1);
    expect(argon2.hash).not.toHaveBeenCalled();
    expect(vi.mocked(argon2.verify).mock.calls[0]?.[0]).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
    );
  });

  test("the answer does not wait for the audit log, which has an event for known accounts only", async () => {
    const known = await withPassword();
    const given = { email: known, password: "not the right sentence" };
    const holds = await heldOrganization(known);
    try {
      await expect(startSession(base("192.0.2.78"), given)).rejects.toMatchObject({
        code: "sign_in_refused",
      });
    } finally {
      await holds.release();
    }
    await expect
      .poll(() =>
        writeClient().auditEvent.count({
          where: { streamId: holds.organizationId, action: "session.refused" },
        }),
      )
      .toBe(1);
  });
});

/** Keeps the organisation of `email` locked, as a long change would. */
async function heldOrganization(email: string) {
  const { organizationId } = await writeClient().member.findFirstOrThrow({
    where: { user: { email } },
  });
  let release: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  let locked: () => void = () => undefined;
  const isLocked = new Promise<void>((resolve) => (locked = resolve));
  const done = writeClient().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM organizations WHERE id = ${organizationId}::uuid FOR UPDATE`;
    locked();
    await until;
  });
  await isLocked;
  return { organizationId, release: () => (release(), done) };
}

test("requests over the limit are refused with the time to wait, for this person alone", async () => {
  const { member, owner } = await createTestOrganization();
  const token = await createTestToken(member);
  const limit = env().PREFLIGHT_RATE_LIMIT;
  const endpoint: Endpoint = getMeEndpoint;
  const first = await sendToRoute(endpoint, { token });
  expect(first.headers.get("ratelimit-limit")).toBe(String(limit));
  expect(Number(first.headers.get("ratelimit-remaining"))).toBeLessThan(limit);
  const { countRequest } = await import("#lib/platform/http/rate-limit.ts");
  expect(() => {
    for (;;) countRequest(member.userId);
  }).toThrow("rate_limited");
  const refused = await sendToRoute(endpoint, { token });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await sendToRoute(endpoint, { token: await createTestToken(owner) })).status).toBe(200);
});
