import { PgBoss } from "pg-boss";
import { closeDatabase } from "#lib/platform/db/client.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { reportError } from "#lib/platform/log/report-error.ts";
import { stopTelemetry } from "#lib/platform/telemetry/telemetry.ts";
import { startHeartbeat } from "./heartbeat.ts";
import type { Job, Poll } from "./job.ts";
import { startPolling } from "./poll.ts";

/** Where a job goes that failed for good; it waits there until somebody replays it. */
const DEAD_LETTERS = "dead_letters";
// What calls itself graceful must end before the supervisor's patience does (8 s here, 10 s in Docker).
const DRAIN_MS = 6_000;
const LAST_MOMENT_MS = 7_500;
const LATEST_POLL_SECONDS = 5;

/** Runs jobs and polls until SIGTERM or SIGINT, then lets those under way finish and ends the process. */
export async function runWorker(jobs: Job[], polls: Poll[] = []): Promise<void> {
  const stopHeartbeat = startHeartbeat();
  const stopPolling = polls.map(startPolling);
  const boss = createQueueClient();
  let stopping: Promise<void> | undefined;
  const stop = (signal: string): void => {
    stopping ??= shutDown(signal, boss, [stopHeartbeat, ...stopPolling]);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  // A database that restarts right now is waited for, not given up.
  await boss.start({ attempts: 10 });
  await boss.createQueue(DEAD_LETTERS, { deleteAfterSeconds: 90 * 86_400 });
  for (const job of jobs) await schedule(boss, job);
  await forgetOthers(boss, jobs);
  logger.info({ jobs: jobs.map((job) => job.name) }, "worker started");
}

function createQueueClient(): PgBoss {
  const role = env().PREFLIGHT_DATABASE_ROLE;
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    schema: "pgboss",
    application_name: "preflight-jobs",
    max: 4,
    // The owner makes the tables together with the migrations; this role may not.
    migrate: false,
    createSchema: false,
    reindex: false,
    ...(role ? { options: `-c role=${role}` } : {}),
  });
  // Lost connections come here; the queue's own timers connect again.
  boss.on("error", (error) => logger.warn({ err: error }, "job queue"));
  return boss;
}

async function schedule(boss: PgBoss, job: Job): Promise<void> {
  await boss.createQueue(job.name, {
    // One run at a time, and one waiting at most.
    policy: "singleton",
    retryLimit: 3,
    retryDelay: 30,
    retryBackoff: true,
    expireInSeconds: 900,
    deadLetter: DEAD_LETTERS,
  });
  await boss.work(job.name, { pollingIntervalSeconds: LATEST_POLL_SECONDS }, async ([run]) => {
    if (run) return runOnce(job, run.id, run.signal);
  });
  await boss.schedule(job.name, job.schedule, null, { tz: "UTC" });
}

async function runOnce(job: Job, runId: string, signal: AbortSignal): Promise<object> {
  const started = performance.now();
  try {
    const counts = await job.run(signal);
    const milliseconds = Math.round(performance.now() - started);
    logger.info({ job: job.name, runId, milliseconds, counts }, "job done");
    return counts;
  } catch (error) {
    logger.error({ err: error, job: job.name, runId }, "job failed");
    reportError(error, { job: job.name, runId });
    throw error;
  }
}

/** Ends the schedules of jobs that this version no longer has. */
async function forgetOthers(boss: PgBoss, jobs: Job[]): Promise<void> {
  const names = new Set(jobs.map((job) => job.name));
  for (const { name, key } of await boss.getSchedules()) {
    if (!names.has(name)) await boss.unschedule(name, key);
  }
}

async function shutDown(
  signal: string,
  boss: PgBoss,
  others: (() => Promise<void>)[],
): Promise<void> {
  logger.info({ signal }, "worker stops");
  setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
  try {
    const stopped = Promise.all(others.map((stopOne) => stopOne()));
    await boss.stop({ graceful: true, timeout: DRAIN_MS });
    await stopped;
    await Promise.all([closeDatabase(), stopTelemetry()]);
    process.exit(0);
  } catch (error) {
    logger.error({ err: error }, "worker did not stop cleanly");
    process.exit(1);
  }
}
