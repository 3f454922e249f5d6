import { createServer, request as sendRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, expect, test, vi } from "vitest";

let seen: IncomingMessage["headers"];
let server: Server;
let names: { peer: string; id: string };

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", "postgres://nobody@localhost/none");
  vi.stubEnv("PREFLIGHT_SECRET", "x".repeat(32));
  vi.stubEnv("PREFLIGHT_URL", "https://preflight.example.test");
  const { watchRequests } = await import("./server-hook.ts");
  const { PEER_HEADER } = await import("#lib/platform/http/client-address.ts");
  const { REQUEST_ID_HEADER } = await import("#lib/platform/http/internal-header.ts");
  names = { peer: PEER_HEADER, id: REQUEST_ID_HEADER };
  watchRequests();
  watchRequests();
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

async function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
  server = createServer((request, response) => {
    seen = request.headers;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, { headers });
}

test("a request carries the address of its connection, whatever the client says", async () => {
  await ask("/", { [names.peer]: "203.0.113.9", [names.id]: "mine" });
  expect(seen[names.peer]).toBe("127.0.0.1");
  expect(seen[names.id]).toMatch(/^[0-9a-f-]{36}$/);
});

test("a page answers with the id under which it is logged", async () => {
  const response = await ask("/login");
  expect(response.headers.get("x-request-id")).toBe(seen[names.id]);
});

test("routes of the API are left to set the id themselves", async () => {
  const response = await ask("/api/v1/me");
  expect(response.headers.get("x-request-id")).toBeNull();
});

test.each(["/", "/api/v1/me", "/_next/static/x.js"])(
  "where people come over TLS, every answer keeps browsers there: %s",
  async (path) => {
    const response = await ask(path);
    expect(response.headers.get("strict-transport-security")).toBe(
      "max-age=63072000; includeSubDomains",
    );
  },
);

test.each(["TRACE", "PROPFIND", "PURGE"])("the method %s reaches nobody", async (method) => {
  await ask("/");
  const { port } = server.address() as AddressInfo;
  seen = {};
  const status = await new Promise((resolve, reject) => {
    sendRequest({ port, host: "127.0.0.1", method }, (answer) =>
      resolve(answer.resume().statusCode),
    )
      .on("error", reject)
      .end();
  });
  expect(status).toBe(405);
  expect(seen).toEqual({});
});

test("pages are measured under their names", async () => {
  const { registry } = await import("#lib/platform/metrics.ts");
  await ask("/projects/secret-slug/checklist?q=1");
  await expect
    .poll(() => registry.metrics())
    .toContain('route="/projects/*/checklist",status="200"');
  expect(await registry.metrics()).not.toContain("secret-slug");
});
