import { beforeEach, expect, test, vi } from "vitest";
import { PEER_HEADER } from "#lib/platform/http/client-address.ts";

const TOKEN = "a-token-for-prometheus";

async function load(token?: string) {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgres://nobody@localhost/none");
  vi.stubEnv("PREFLIGHT_SECRET", "x".repeat(32));
  vi.stubEnv("PREFLIGHT_METRICS_TOKEN", token);
  return import("./metrics-access.ts");
}

const from = (peer: string, more: Record<string, string> = {}) =>
  new Headers({ [PEER_HEADER]: peer, ...more });

beforeEach(() => vi.unstubAllEnvs());

test("without a token, the machine itself may read, and nobody else", async () => {
  const { mayReadMetrics } = await load();
  expect(mayReadMetrics(from("127.0.0.1"))).toBe(true);
  expect(mayReadMetrics(from("::1"))).toBe(true);
  expect(mayReadMetrics(from("::ffff:127.0.0.1", { "x-forwarded-for": "::ffff:127.0.0.1" }))).toBe(
    true,
  );
  expect(mayReadMetrics(from("10.0.0.7"))).toBe(false);
  expect(mayReadMetrics(new Headers())).toBe(false);
});

test("what a proxy on the same machine passes on does not count as from here", async () => {
  const { mayReadMetrics } = await load();
  expect(mayReadMetrics(from("127.0.0.1", { "x-forwarded-for": "203.0.113.9" }))).toBe(false);
  expect(mayReadMetrics(from("127.0.0.1", { via: "1.1 proxy" }))).toBe(false);
});

test("where a token is set, it is needed from anywhere", async () => {
  const { mayReadMetrics } = await load(TOKEN);
  expect(mayReadMetrics(from("10.0.0.7", { authorization: `Bearer ${TOKEN}` }))).toBe(true);
  expect(mayReadMetrics(from("127.0.0.1"))).toBe(false);
  expect(mayReadMetrics(from("127.0.0.1", { authorization: "Bearer wrong" }))).toBe(false);
});
