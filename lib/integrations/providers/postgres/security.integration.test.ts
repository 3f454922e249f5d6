import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { makeAuthority, makeCertificate } from "#lib/testing/certificates.ts";
import { openProvider, type ProviderRun } from "#lib/testing/provider-run.ts";
import {
  serveTls,
  startWatchedPostgres,
  type WatchedPostgres,
  type WatchingRole,
} from "#lib/testing/watched-postgres.ts";
import { serverPrograms } from "#scripts/database/programs.ts";
import { postgres } from "./provider.ts";

let audited: WatchedPostgres;
let bare: WatchedPostgres;
let ca: string;
const open: ProviderRun[] = [];
const libraries = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-libraries-"));

/** The server loads any library by the name that it has: one that comes along stands for pgaudit. */
function standInForPgaudit(): void {
  const programs = serverPrograms({ forOthers: process.getuid?.() === 0 });
  const folder = path.resolve(programs.postgres, "../..");
  const [found] = (fs.readdirSync(folder, { recursive: true }) as string[]).filter((file) =>
    /auto_explain\.(so|dylib)$/.test(file),
  );
  if (!found) throw new Error("the server's libraries are not where they were");
  fs.chmodSync(libraries, 0o755);
  const copy = path.join(libraries, `pgaudit${path.extname(found)}`);
  fs.copyFileSync(path.join(folder, found), copy);
  fs.chmodSync(copy, 0o755);
}

beforeAll(async () => {
  standInForPgaudit();
  [audited, bare] = await Promise.all([
    startWatchedPostgres({
      shared_preload_libraries: "pgaudit",
      dynamic_library_path: `${libraries}:$libdir`,
    }),
    startWatchedPostgres(),
  ]);
  const authority = await makeAuthority();
  ca = authority.pem;
  const { cert, key } = await makeCertificate(authority, { days: 90 });
  await serveTls(audited, cert, key);
}, 60_000);
afterEach(async () => {
  for (const { source } of open.splice(0)) await postgres.close?.(source);
});
afterAll(async () => {
  await Promise.all([audited.stop(), bare.stop()]);
  fs.rmSync(libraries, { recursive: true });
});

function run(role: WatchingRole, server: WatchedPostgres, sslmode = "prefer"): ProviderRun {
  const url = server.url(role, "postgres", sslmode);
  const opened = openProvider(postgres, { ca: sslmode === "verify-full" ? ca : "" }, { url });
  open.push(opened);
  return opened;
}

describe("audit.pgaudit-on", () => {
  const level = (value: string) => audited.sql(`ALTER ROLE ALL SET pgaudit.log = '${value}'`);

  test("passes when it is loaded and logs something", async () => {
    await level("write, ddl");
    expect(await run("reader", audited).check("audit.pgaudit-on")).toMatchObject({
      ...{ verdict: "pass", reading: { seen: { shared_preload_libraries: ["pgaudit"] } } },
    });
    expect(await run("blind", audited).check("audit.pgaudit-on")).toMatchObject({
      ...{ verdict: "unknown", reason: "no_permission" },
    });
  });

  test("fails when it logs nothing, is not loaded, or is set without being loaded", async () => {
    await level("none");
    expect(await run("reader", audited).check("audit.pgaudit-on")).toMatchObject({
      verdict: "fail",
    });
    expect(await run("reader", bare).check("audit.pgaudit-on")).toMatchObject({ verdict: "fail" });
    await bare.sql("ALTER ROLE ALL SET pgaudit.log = 'all'");
    expect(await run("reader", bare).check("audit.pgaudit-on")).toMatchObject({
      ...{ verdict: "fail", reading: { seen: { shared_preload_libraries: [] } } },
    });
  });
});

describe("tls.all-sessions", () => {
  const everyHost = { sameHostNetworks: [] };

  test("passes while every session from elsewhere is encrypted, fails with one that is not", async () => {
    const { check } = run("reader", audited, "verify-full");
    await expect
      .poll(async () => (await check("tls.all-sessions", everyHost)).verdict)
      .toBe("pass");
    const client = new pg.Client(audited.url("blind", "postgres", "disable"));
    await client.connect();
    const outcome = await check("tls.all-sessions", everyHost);
    await client.end();
    expect(outcome).toMatchObject({
      ...{ verdict: "fail", reading: { seen: { without_tls: 1, roles: ["blind"] } } },
    });
  });

  test("has nothing to say while nobody comes from another host", async () => {
    expect(await run("reader", audited).check("tls.all-sessions")).toMatchObject({
      ...{ verdict: "unknown", reason: "no_data" },
    });
  });

  test("is unknown where sessions of others are hidden, and says which setting is wrong", async () => {
    const other = run("reader", audited);
    await other.check("connections.below-80pct");
    expect(await run("blind", audited).check("tls.all-sessions", everyHost)).toMatchObject({
      ...{ verdict: "unknown", reason: "no_permission" },
    });
    expect(await other.check("tls.all-sessions", { sameHostNetworks: ["nonsense"] })).toMatchObject(
      {
        ...{ verdict: "unknown", reason: "query_refused" },
      },
    );
  });
});
