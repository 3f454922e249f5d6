import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { PgBoss } from "pg-boss";
import { db } from "#lib/platform/db/read.ts";

let worker: ChildProcess | undefined;
let output = "";

function start(env: Record<string, string> = {}): ChildProcess {
  output = "";
  const child = spawn(process.execPath, ["scripts/worker.ts"], {
    env: { ...process.env, LOG_LEVEL: "info", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes: Buffer) => (output += bytes.toString()));
  }
  return (worker = child);
}

async function stop(child: ChildProcess): Promise<number | null> {
  child.kill("SIGTERM");
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

async function asOwner(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function sendJob(name: string): Promise<void> {
  const boss = new PgBoss({ connectionString: process.env.DATABASE_URL, migrate: false });
  await boss.start();
  await boss.send(name);
  await boss.stop();
}

const isStarted = () => expect(output).toContain("worker started");
const soon = { timeout: 15_000, interval: 50 };

afterEach(() => {
  worker?.kill("SIGKILL");
});

test("the worker beats, works, survives the loss of all its connections and stops when told", async () => {
  const child = start();
  await vi.waitFor(isStarted, soon);
  await vi.waitFor(async () => expect(await db.workerHeartbeat.count()).toBe(1), soon);

  await asOwner(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()`);
  await sendJob("prune_platform");
  await vi.waitFor(() => expect(output).toContain('"job":"prune_platform"'), soon);
  expect(child.exitCode).toBeNull();

  const started = performance.now();
  expect(await stop(child)).toBe(0);
  expect(performance.now() - started).toBeLessThan(8_000);
  // Whoever asks for readiness misses it at once.
  expect(await db.workerHeartbeat.count()).toBe(0);
}, 40_000);

test("it signs in as the application's role, which owns none of the queue's tables", async () => {
  const owners = await asOwner(`SELECT count(*)::int AS n FROM pg_tables
    WHERE schemaname = 'pgboss' AND tableowner = 'preflight_app'`);
  expect(owners).toEqual([{ n: 0 }]);
  const rights = await asOwner(
    "SELECT has_schema_privilege('preflight_app', 'pgboss', 'CREATE') AS may",
  );
  expect(rights).toEqual([{ may: false }]);
});

test("a missing setting ends it with one line that names it and repeats no value", async () => {
  const child = start({ PREFLIGHT_SECRET: "too-short" });
  const [code] = (await once(child, "close")) as [number];
  expect(code).toBe(1);
  expect(output).toMatch(/^Environment not usable\. PREFLIGHT_SECRET: [^\n]*\n$/);
  expect(output).not.toContain("too-short");
});

test("secrets can be files, and one that cannot be read ends it with one line", async () => {
  const folder = mkdtempSync(join(tmpdir(), "worker-secrets-"));
  const url = join(folder, "database-url");
  const files = {
    ...{ DATABASE_URL: "", DATABASE_URL_FILE: url },
    ...{ PREFLIGHT_SECRET: "", PREFLIGHT_SECRET_FILE: join(folder, "secret") },
  };
  writeFileSync(files.PREFLIGHT_SECRET_FILE, "a secret from a file, of forty-eight characters\n");
  try {
    const without = start(files);
    expect(await once(without, "close")).toEqual([1, null]);
    expect(output).toBe(
      `Environment not usable. DATABASE_URL_FILE: ${url} cannot be read (ENOENT).\n`,
    );
    writeFileSync(url, `${process.env.DATABASE_URL}\n`, { mode: 0o400 });
    const child = start(files);
    await vi.waitFor(isStarted, soon);
    expect(await stop(child)).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 40_000);
