import { beforeEach, expect, test, vi } from "vitest";
import { closeDatabase, writeClient } from "#lib/platform/db/client.ts";

/** Its answers are held for a second: each test gets a copy that has not asked yet. */
async function load() {
  vi.resetModules();
  return import("./readiness.ts");
}

const beat = (secondsAgo: number) => writeClient().$executeRaw`
  INSERT INTO worker_heartbeats (name, beat_at)
  VALUES ('test', now() - make_interval(secs => ${secondsAgo}))
  ON CONFLICT (name) DO UPDATE SET beat_at = excluded.beat_at`;

beforeEach(() => beat(0));

test("everything in order is ready, part by part", async () => {
  const { readiness } = await load();
  const answer = await readiness();
  expect(answer.status).toBe("ready");
  expect(Object.keys(answer.checks)).toEqual([
    ...["process", "database", "migrations", "worker", "memory", "disk"],
  ]);
});

test("a worker that has been silent for a minute is named, and may be left out of the question", async () => {
  await beat(61);
  const { readiness } = await load();
  expect(await readiness()).toMatchObject({
    status: "not_ready",
    checks: { worker: { status: "failing", reason: "no_heartbeat" }, database: { status: "ok" } },
  });
  expect(await readiness(["process", "database"])).toMatchObject({ status: "ready" });
});

test("a migration that this build knows and the database lacks is named", async () => {
  const { default: pg } = await import("pg");
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await owner.connect();
  const last = "(SELECT max(migration_name) FROM _prisma_migrations)";
  await owner.query(
    `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name=${last}`,
  );
  const { readiness } = await load();
  const answer = await readiness();
  await owner.query("UPDATE _prisma_migrations SET finished_at = now()");
  await owner.end();
  expect(answer.checks.migrations).toEqual({ status: "failing", reason: "pending" });
});

test("a database that is away fails its parts, and the answer still comes", async () => {
  vi.stubEnv("DATABASE_URL", "postgres://nobody:secret@127.0.0.1:1/none");
  await closeDatabase();
  const { readiness } = await load();
  const answer = await readiness();
  await closeDatabase();
  expect(answer.checks).toMatchObject({
    database: { status: "failing", reason: "unreachable" },
    memory: { status: "ok" },
  });
  expect(JSON.stringify(answer)).not.toMatch(/secret|127\.0\.0\.1/);
});

test("a part that does not exist is not ready", async () => {
  const { readiness } = await load();
  expect(await readiness(["constructor"])).toEqual({
    status: "not_ready",
    checks: { constructor: { status: "failing", reason: "unknown_part" } },
  });
});

test("memory fails shortly before the limit", async () => {
  const { checkMemory } = await load();
  expect(checkMemory(94, 100).status).toBe("ok");
  expect(checkMemory(96, 100)).toEqual({ status: "failing", reason: "nearly_full" });
});
