import { readdir, statfs } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { db } from "#lib/platform/db/read.ts";
import { env } from "#lib/platform/env.ts";
import { isWorkerAlive } from "#lib/platform/jobs/heartbeat.ts";
import { isStopping } from "./stopping.ts";

/** One part of readiness. The reason is a stable word, never a message: strangers read this. */
export type Check = { status: "ok" } | { status: "failing"; reason: string };
export type Readiness = { status: "ready" | "not_ready"; checks: Record<string, Check> };

const TIMEOUT_MS = 3_000;
const HELD_MS = 1_000;
const MOST_MEMORY = 0.95;
const LEAST_DISK_BYTES = 200_000_000;

const ok: Check = { status: "ok" };
const failing = (reason: string): Check => ({ status: "failing", reason });

const checks: Record<string, () => Promise<Check>> = {
  process: async () => (isStopping() ? failing("stopping") : ok),
  database: checkDatabase,
  migrations: checkMigrations,
  worker: checkWorker,
  memory: async () => checkMemory(process.memoryUsage.rss(), memoryLimit()),
  disk: checkDisk,
};

type Held = { at: number; check: Promise<Check> };
const held = new Map<string, Held>();

/**
 * Whether this process can do its work, with each part. `parts` names those that count, all without
 * it; names that do not exist fail. Asked often, the answer is up to one second old.
 */
export async function readiness(parts = Object.keys(checks)): Promise<Readiness> {
  const entries = await Promise.all(parts.map(async (part) => [part, await ask(part)] as const));
  const isReady = entries.every(([, check]) => check.status === "ok");
  return { status: isReady ? "ready" : "not_ready", checks: Object.fromEntries(entries) };
}

function ask(part: string): Promise<Check> {
  const run = Object.hasOwn(checks, part) ? checks[part] : undefined;
  if (!run) return Promise.resolve(failing("unknown_part"));
  const known = held.get(part);
  // Whoever asks may be a stranger: a flood of questions must not become a flood of queries.
  if (known && performance.now() - known.at < HELD_MS) return known.check;
  const check = withTimeout(run());
  held.set(part, { at: performance.now(), check });
  return check;
}

async function withTimeout(check: Promise<Check>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(() => resolve(failing("timeout")), TIMEOUT_MS);
  });
  const broken = check.catch(() => failing("unreachable"));
  return Promise.race([broken, late]).finally(() => clearTimeout(timer));
}

async function checkDatabase(): Promise<Check> {
  await db.$queryRaw`SELECT 1`;
  return ok;
}

/** Every migration that this build was made with has been applied; later ones do no harm. */
async function checkMigrations(): Promise<Check> {
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), "prisma", "migrations");
  const entries = await readdir(folder, { withFileTypes: true });
  const wanted = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const applied = await db.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const names = new Set(applied.map(({ name }) => name));
  return wanted.length > 0 && wanted.every((name) => names.has(name)) ? ok : failing("pending");
}

async function checkWorker(): Promise<Check> {
  return (await isWorkerAlive()) ? ok : failing("no_heartbeat");
}

/** Memory that this process may use, in bytes: the container's limit, else the machine's memory. */
export function memoryLimit(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < os.totalmem() ? limit : os.totalmem();
}

/** Fails before the kernel would end the process. Both in bytes. */
export function checkMemory(used: number, limit: number): Check {
  return used < limit * MOST_MEMORY ? ok : failing("nearly_full");
}

async function checkDisk(): Promise<Check> {
  const { bavail, bsize } = await statfs(env().PREFLIGHT_DATA_DIR);
  return bavail * bsize >= LEAST_DISK_BYTES ? ok : failing("nearly_full");
}
