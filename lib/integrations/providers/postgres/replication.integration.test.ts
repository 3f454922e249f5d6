import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import { openProvider, type ProviderRun } from "#lib/testing/provider-run.ts";
import {
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

describe("replication.streaming", () => {
  test("passes with a standby that keeps up, fails without or with one that lags", async () => {
    const { check } = run("reader");
    await expect
      .poll(async () => (await check("replication.streaming")).verdict, { timeout: 15_000 })
      .toBe("pass");
    const { reading } = await check("replication.streaming", { mostLagSeconds: 0 });
    expect(reading.seen).toMatchObject({ standbys: 1, streaming: 1 });
    expect(await check("replication.streaming", { mostLagSeconds: 0 })).toMatchObject({
      verdict: "fail",
    });
    const { value } = await signal(run("reader"), "replication_lag");
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(30);
  });

  test("is unknown without the right to see, and from a replica", async () => {
    expect(await run("blind").check("replication.streaming")).toMatchObject({
      ...{ verdict: "unknown", reason: "no_permission" },
    });
    expect(await run("reader", replica).check("replication.streaming")).toMatchObject({
      ...{ verdict: "unknown", reason: "not_found" },
    });
    const { source } = run("reader", replica);
    await primary.sql("CREATE TABLE replayed ()");
    await expect
      .poll(() => readSignal(postgres, source, "replication_lag", {}), { timeout: 15_000 })
      .toEqual({ value: 0 });
  });
});

describe("archiver.within-rpo", () => {
  test("needs a declared RPO and an archive that works", async () => {
    const { check } = run("blind");
    expect(await check("archiver.within-rpo")).toMatchObject({
      ...{ verdict: "unknown", reason: "not_declared" },
    });
    await primary.sql("SELECT pg_switch_wal()");
    await expect
      .poll(async () => (await check("archiver.within-rpo", { rpoMinutes: 5 })).verdict, {
        timeout: 15_000,
      })
      .toBe("pass");
    expect(await check("archiver.within-rpo", { rpoMinutes: 0.000_001 })).toMatchObject({
      verdict: "fail",
    });
    expect((await signal(run("reader"), "backup_age")).value).toBeLessThan(60);
    expect(
      await run("reader", replica).check("archiver.within-rpo", { rpoMinutes: 5 }),
    ).toMatchObject({ reason: "not_found" });
  });

  test("fails while the last attempt has failed", async () => {
    await primary.sql("ALTER SYSTEM SET archive_command = 'false'");
    await primary.sql("SELECT pg_reload_conf()");
    await primary.sql("CREATE TABLE worth_archiving (); SELECT pg_switch_wal()");
    const { check } = run("reader");
    await expect
      .poll(async () => (await check("archiver.within-rpo", { rpoMinutes: 5 })).verdict, {
        timeout: 15_000,
      })
      .toBe("fail");
  });
});
