import fs from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import { openProvider, type ProviderRun } from "#lib/testing/provider-run.ts";
import {
  PASSWORDS,
  startPair,
  type WatchedPostgres,
  type WatchingRole,
} from "#lib/testing/watched-postgres.ts";
import { postgres } from "./provider.ts";

let primary: WatchedPostgres;
let replica: WatchedPostgres;
const open: ProviderRun[] = [];

beforeAll(async () => {
  ({ primary, replica } = await startPair());
}, 60_000);

afterEach(async () => {
  for (const { source } of open.splice(0)) await postgres.close?.(source);
});

afterAll(async () => {
  await replica.stop();
  await primary.stop();
});

function run(role: WatchingRole, server = primary, more: Record<string, string> = {}): ProviderRun {
  const opened = openProvider(postgres, {}, { url: server.url(role), ...more });
  open.push(opened);
  return opened;
}

const signal = (of: ProviderRun, name: string, params = {}) =>
  readSignal(postgres, of.source, name, params);

describe("the test of a connection", () => {
  test("says as whom, which version and which rights we have", async () => {
    const { source } = run("reader");
    const { account, access } = await postgres.test(source);
    expect(account).toMatch(/^reader · PostgreSQL 18\.\d+ · primary$/);
    expect(access).toEqual({
      pg_monitor: "granted",
      pg_stat_statements: "missing",
      staging: "missing",
    });
  });

  test("tells a replica, and that rights are missing", async () => {
    const { account, access } = await postgres.test(run("blind", replica).source);
    expect(account).toMatch(/replica$/);
    expect(access.pg_monitor).toBe("missing");
  });

  test("a wrong password is a lack of permission and stands nowhere", async () => {
    const url = primary.url("reader").replace(PASSWORDS.reader, "not-the-right-one");
    const opened = run("reader", primary, { url });
    const outcome = await opened.check("connections.below-80pct");
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "no_permission" });
    expect(outcome.reading.detail).toMatch(/^28P01/);
    expect(JSON.stringify(outcome)).not.toContain("not-the-right-one");
  });

  test("a database that does not exist is not found, a server that is not there unreachable", async () => {
    const opened = run("reader", primary, { url: primary.url("reader", "nothing") });
    expect(await opened.check("connections.below-80pct")).toMatchObject({ reason: "not_found" });
    const gone = run("reader", primary, { url: "postgresql://a:secret@127.0.0.1:1/x" });
    const outcome = await gone.check("connections.below-80pct");
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "unreachable" });
    expect(outcome.reading.detail).toBe("127.0.0.1: ECONNREFUSED");
  });
});

test("the role that the documentation makes has every right, and can write nothing", async () => {
  const page = fs.readFileSync("docs/integrations/postgres.md", "utf8");
  await primary.sql(/```sql\n([\s\S]+?)```/.exec(page)?.[1] ?? "");
  const url = primary
    .url("reader")
    .replace(`reader:${PASSWORDS.reader}`, "preflight_reader:choose-one");
  const { access } = await postgres.test(run("reader", primary, { url }).source);
  expect(access).toMatchObject({ pg_monitor: "granted", pg_stat_statements: "granted" });
  await primary.sql("DROP EXTENSION pg_stat_statements");
});

describe("connections.below-80pct", () => {
  test("passes far below the limit, with what was read as evidence", async () => {
    const outcome = await run("blind").check("connections.below-80pct");
    expect(outcome).toMatchObject({ verdict: "pass" });
    expect(outcome.reading.seen).toMatchObject({ max_connections: 20, over_pool: [] });
    expect(outcome.reading.requests[0]?.request).toMatch(/^production: SELECT count/);
    expect(outcome.reading.requests[0]?.excerpt).toContain('"max":20');
  });

  test("fails above the declared share and above a declared pool", async () => {
    const { check } = run("reader");
    expect(await check("connections.below-80pct", { mostPercent: 1 })).toMatchObject({
      verdict: "fail",
    });
    const pools = await check("connections.below-80pct", { pools: ["preflight=0", "api=5"] });
    expect(pools.verdict).toBe("fail");
    expect(pools.reading.seen.over_pool).toEqual([expect.stringMatching(/^preflight: \d+$/)]);
    expect(await check("connections.below-80pct", { pools: ["preflight=50"] })).toMatchObject({
      verdict: "pass",
    });
    expect(await check("connections.below-80pct", { pools: ["preflight"] })).toMatchObject({
      reason: "not_declared",
    });
  });
});

describe("the statements", () => {
  test("are off until the extension is made, then judged by their mean time", async () => {
    const { check, source } = run("reader");
    expect(await check("statements.extension-on")).toMatchObject({ verdict: "fail" });
    expect(await check("statements.no-slow-mean")).toMatchObject({
      ...{ verdict: "unknown", reason: "query_refused" },
    });

    await primary.sql("CREATE EXTENSION pg_stat_statements");
    expect(await check("statements.extension-on")).toMatchObject({ verdict: "pass" });
    expect((await postgres.test(source)).access.pg_stat_statements).toBe("granted");
    expect(await run("blind").check("statements.extension-on")).toMatchObject({
      ...{ verdict: "unknown", reason: "no_permission" },
    });

    expect(await check("statements.no-slow-mean")).toMatchObject({ reason: "no_data" });
    await primary.sql("SELECT pg_sleep(0.02), 'a constant'; SELECT pg_sleep(0.02), 'a constant'");
    await primary.sql("ALTER ROLE blind VALID UNTIL '2099-01-01'");
    expect(await check("statements.no-slow-mean", { minCalls: 1 })).toMatchObject({
      verdict: "pass",
    });
    const slow = await check("statements.no-slow-mean", { minCalls: 1, limitMs: 5 });
    expect(slow).toMatchObject({ verdict: "fail", reading: { limit: { mean_exec_time: 5 } } });

    const { value, rows } = await signal(run("reader"), "slow_queries", {
      ...{ minCalls: 0, limitMs: 5 },
    });
    expect(value).toBeGreaterThanOrEqual(1);
    const titles = rows?.map(({ title }) => title) ?? [];
    expect(titles).toContain("SELECT pg_sleep($1), $2");
    expect(JSON.stringify(rows)).not.toMatch(/a constant|ALTER ROLE|PASSWORD/);
  });
});

describe("cluster.identity-differs", () => {
  test("passes for another server and for another database, which it reports", async () => {
    const elsewhere = process.env.DATABASE_OWNER_URL ?? "";
    const other = await run("reader", primary, { stagingUrl: elsewhere }).check(
      "cluster.identity-differs",
    );
    expect(other).toMatchObject({ verdict: "pass", reading: { seen: { same_server: false } } });
    const same = run("reader", primary, { stagingUrl: primary.url("reader", "shop") });
    expect(await same.check("cluster.identity-differs")).toMatchObject({
      ...{ verdict: "pass", reading: { seen: { same_server: true } } },
    });
    expect((await postgres.test(same.source)).access.staging).toBe("granted");
  });

  test("fails for one and the same database, also behind a replica; is unknown with one address", async () => {
    for (const server of [primary, replica]) {
      const both = run("reader", primary, { stagingUrl: server.url("blind") });
      expect(await both.check("cluster.identity-differs")).toMatchObject({ verdict: "fail" });
    }
    expect(await run("reader").check("cluster.identity-differs")).toMatchObject({
      ...{ verdict: "unknown", reason: "not_declared" },
    });
    await primary.sql("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
    const refused = run("blind", primary, { stagingUrl: primary.url("reader", "shop") });
    expect(await refused.check("cluster.identity-differs")).toMatchObject({
      ...{ verdict: "unknown", reason: "no_permission" },
    });
  });
});

describe("roles.superusers-in-allowlist", () => {
  test("needs a list, passes when it holds all of them, fails for one that is not on it", async () => {
    const { check } = run("blind");
    const ask = (superusers: string[]) => check("roles.superusers-in-allowlist", { superusers });
    expect(await ask([])).toMatchObject({ verdict: "unknown", reason: "not_declared" });
    expect(await ask(["postgres"])).toMatchObject({ verdict: "pass" });
    await primary.sql("CREATE ROLE intruder SUPERUSER");
    expect(await ask(["postgres"])).toMatchObject({
      ...{ verdict: "fail", reading: { seen: { undeclared: ["intruder"] } } },
    });
  });
});

test("the figures of widgets come in their units", async () => {
  const opened = run("reader");
  const value = async (name: string) => (await signal(opened, name)).value;
  expect(await value("connections")).toBeGreaterThan(0);
  expect(await value("connections")).toBeLessThan(1);
  expect(await value("database_size")).toBeGreaterThan(1_000_000);
  expect(await value("cache_hit_ratio")).toBeGreaterThan(0);
  expect(await value("cache_hit_ratio")).toBeLessThanOrEqual(1);
});
