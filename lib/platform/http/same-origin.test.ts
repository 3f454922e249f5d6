import { beforeAll, expect, test, vi } from "vitest";

let assertSameOrigin: (headers: Headers, hasSession: boolean) => void;

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", "postgres://nobody@localhost/none");
  vi.stubEnv("PREFLIGHT_SECRET", "x".repeat(32));
  vi.stubEnv("PREFLIGHT_URL", "https://preflight.example.test");
  await import("#lib/platform/env.ts").then(({ env }) => env());
  ({ assertSameOrigin } = await import("./same-origin.ts"));
});

const check = (headers: Record<string, string>) => () =>
  assertSameOrigin(new Headers(headers), true);

test("over TLS the configured address is the only origin", () => {
  expect(check({ origin: "https://preflight.example.test" })).not.toThrow();
  expect(check({ origin: "https://preflight.example.test:443" })).not.toThrow();
});

test.each<[string, Record<string, string>]>([
  ["the same name without TLS", { origin: "http://preflight.example.test" }],
  ["another port", { origin: "https://preflight.example.test:8443" }],
  ["a name that the Host header repeats", { origin: "https://evil.test", host: "evil.test" }],
  ["no word of where it comes from", {}],
])("over TLS this is another site: %s", (_what, headers) => {
  expect(check(headers)).toThrow("cross_site");
});
