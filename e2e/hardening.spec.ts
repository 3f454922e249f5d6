// What the server answers to whom it does not know, over TLS as far as it knows: headers, caches,
// methods, and requests that pretend to come through a proxy.
import http from "node:http";
import { observatoryScore } from "#lib/testing/observatory.ts";
import { expect, test } from "./fixtures.ts";
import { startServer, type Server } from "./server.ts";

const PUBLIC_URL = "https://preflight.example.test";
const PAGES = [
  "/",
  "/login",
  "/setup",
  "/forgot-password",
  "/admin/people",
  "/docs/api",
  "/nowhere",
];
const API = [
  "/api/v1/me",
  "/api/v1/projects",
  "/api/v1/openapi.json",
  "/api/health",
  "/api/nowhere",
];

type Answer = { status: number; headers: Headers; cookies: string[]; text: string };

let server: Server;

test.describe.configure({ mode: "serial" });
test.use({ storageState: { cookies: [], origins: [] } });
test.beforeAll(async () => {
  test.setTimeout(6 * 60_000);
  server = await startServer({ PREFLIGHT_URL: PUBLIC_URL });
});
test.afterAll(() => server.stop());

/** Unlike fetch, sends any method and any header, and follows nothing. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, server.url), { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const { "set-cookie": cookies = [], ...rest } = response.headers;
        resolve({
          status: response.statusCode ?? 0,
          headers: new Headers(rest as Record<string, string>),
          cookies,
          text: Buffer.concat(chunks).toString(),
        });
      });
    });
    request.on("error", reject).end();
  });
}

/** The page at the end of all redirects, which must stay on this site. */
async function arrive(path: string): Promise<Answer & { url: URL; seen: string[] }> {
  const seen: string[] = [];
  let url = new URL(path, PUBLIC_URL);
  for (let hops = 0; hops < 10; hops++) {
    const answer = await ask(url.pathname + url.search);
    seen.push(...answer.cookies);
    const location = answer.headers.get("location");
    if (!location) return { ...answer, url, seen };
    url = new URL(location, url);
    expect(url.origin).toBe(PUBLIC_URL);
  }
  throw new Error(`${path} redirects for ever`);
}

test("the MDN Observatory would give at least 130 points", async () => {
  for (const path of ["/", "/login", "/setup"]) {
    const { url, headers, text: html, seen: cookies } = await arrive(path);
    expect(html).toContain("<script");
    const asked = { origin: "https://evil.example", "access-control-request-method": "GET" };
    const { headers: preflight } = await ask(url.pathname, asked, "OPTIONS");
    const { score, modifiers } = observatoryScore({ url, headers, html, cookies, preflight });
    expect(score, `${path}: ${JSON.stringify(modifiers)}`).toBeGreaterThanOrEqual(130);
  }
});

test("every answer carries the headers that protect it", async () => {
  const script = /\/_next\/static\/[^"]+\.js/.exec((await arrive("/setup")).text)?.[0] ?? "";
  for (const path of [...PAGES, ...API, script, "/favicon.svg", "/robots.txt"]) {
    const { headers } = await ask(path);
    const got = (name: string) => headers.get(name);
    expect(got("strict-transport-security"), path).toBe("max-age=63072000; includeSubDomains");
    expect(got("x-content-type-options"), path).toBe("nosniff");
    expect(got("x-frame-options"), path).toBe("DENY");
    expect(got("referrer-policy"), path).toBe("same-origin");
    expect(got("cross-origin-opener-policy"), path).toBe("same-origin");
    expect(got("cross-origin-resource-policy"), path).toBe("same-origin");
    expect(got("permissions-policy"), path).toContain("camera=()");
    expect(got("access-control-allow-origin"), path).toBeNull();
    expect(got("x-powered-by"), path).toBeNull();
    expect(got("server"), path).toBeNull();
  }
});

test("pages get a policy with a nonce of their own, answers of the API and files one that allows nothing", async () => {
  const nonces = new Set<string>();
  for (const path of ["/setup", "/setup", "/docs/api", "/nowhere"]) {
    const { headers, text } = await arrive(path);
    const policy = headers.get("content-security-policy") ?? "";
    const nonce = /script-src [^;]*'nonce-([0-9a-f]{32})'/.exec(policy)?.[1] ?? "";
    expect(nonce, `${path}: ${policy}`).toHaveLength(32);
    expect(policy).toContain("default-src 'none'");
    for (const [tag] of text.matchAll(/<script\b[^>]*>/g))
      expect(tag).toContain(`nonce="${nonce}"`);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(4);
  const script = /\/_next\/static\/[^"]+\.js/.exec((await arrive("/setup")).text)?.[0] ?? "";
  for (const path of [...API, script, "/favicon.svg", "/robots.txt"]) {
    const policy = (await ask(path)).headers.get("content-security-policy");
    expect(policy, path).toContain("default-src 'none'");
  }
});

test("caches keep files whose names say what is in them, and nothing else", async () => {
  const script = /\/_next\/static\/[^"]+\.js/.exec((await arrive("/setup")).text)?.[0] ?? "";
  const { headers, cookies } = await ask(script);
  expect(headers.get("cache-control")).toContain("immutable");
  expect(cookies).toEqual([]);
  for (const path of [...PAGES, ...API.slice(0, 4), "/api/auth/session", "/api/auth/csrf"]) {
    expect((await ask(path)).headers.get("cache-control"), path).toMatch(/no-store/);
  }
});

test("headers that proxies and frameworks send open nothing and lead nowhere", async () => {
  const spoofed = {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "http",
    forwarded: "host=evil.example;proto=http",
    "x-original-url": "/api/health",
    "x-rewrite-url": "/api/health",
    "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
    "x-middleware-rewrite": "/api/health",
    "x-middleware-next": "1",
    "x-matched-path": "/api/health",
    "x-nonce": "chosen",
    "content-security-policy": "script-src *",
    "x-request-id": "chosen",
  };
  for (const path of PAGES) {
    const plain = await ask(path);
    const answer = await ask(path, spoofed);
    expect(answer.status, path).toBe(plain.status);
    expect(answer.headers.get("location"), path).toBe(plain.headers.get("location"));
    const policy = answer.headers.get("content-security-policy");
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).not.toContain("script-src *");
    expect(answer.headers.get("x-request-id"), path).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.text, path).not.toMatch(/evil\.example|nonce="chosen"/);
  }
  for (const path of ["/api/v1/me", "/api/v1/projects"]) {
    expect((await ask(path, spoofed)).status, path).toBe(401);
  }
  for (const path of ["/api/auth/providers", "/api/auth/csrf", "/api/auth/signin"]) {
    const { headers, text, cookies } = await ask(path, spoofed);
    expect([headers.get("location"), text, ...cookies].join("\n"), path).not.toContain(
      "evil.example",
    );
  }
});

test("a way back that leads elsewhere is not followed", async () => {
  for (const next of [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "%2F%2Fevil.example",
  ]) {
    const { url } = await arrive(`/login?next=${encodeURIComponent(next)}`);
    expect(url.origin).toBe(PUBLIC_URL);
    const asked = `/api/auth/signin?callbackUrl=${encodeURIComponent(next)}`;
    const { headers, cookies } = await ask(asked);
    const location = new URL(headers.get("location") ?? "/", PUBLIC_URL);
    expect(location.origin, next).toBe(PUBLIC_URL);
    expect(cookies.join("\n"), next).not.toMatch(/callback-url=https?(:|%3A)(\/|%2F){2}evil/i);
  }
});

test("methods that an address does not have are refused, and TRACE everywhere", async () => {
  for (const method of ["PUT", "DELETE", "PATCH"]) {
    expect((await ask("/api/health", {}, method)).status, method).toBe(405);
    expect((await ask("/api/v1/openapi.json", {}, method)).status, method).toBe(405);
  }
  for (const path of ["/api/health", "/api/v1/me", "/setup", "/"]) {
    const { status, text } = await ask(path, { "x-secret": "mirror" }, "TRACE");
    expect(status, path).toBe(405);
    expect(text, path).not.toContain("mirror");
  }
  expect((await ask("/api/nowhere")).status).toBe(404);
});
