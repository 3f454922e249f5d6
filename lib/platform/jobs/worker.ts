import { PgBoss } from "pg-boss";
import { closeDatabase } from "#lib/platform/db/client.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { reportError } from "#lib/platform/log/report-error.ts";
import { stopTelemetry } from "#lib/platform/telemetry/telemetry.ts";
import { DEAD_LETTERS } from "./dead-letters.ts";
import { startHeartbeat } from "./heartbeat.ts";
import type { Job, Poll, Queue } from "./job.ts";
import { startPolling } from "./poll.ts";

// What calls itself graceful must end before the supervisor's patience does (8 s here, 10 s in Docker).
const DRAIN_MS = 6_000;
const LAST_MOMENT_MS = 7_500;
const LATEST_POLL_SECONDS = 5;
// Each of a queue's places looks this often.
const QUEUE_POLL_SECONDS = 2;

export type Work = { jobs: Job[]; polls?: Poll[]; queues?: Queue[] };

/** Works until SIGTERM or SIGINT, then lets what is under way finish and ends the process. */
export async function runWorker({ jobs, polls = [], queues = [] }: Work): Promise<void> {
  const boss = createQueueClient();
  const stopHeartbeat = startHeartbeat();
  const stopPolling = polls.map(startPolling);
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
  for (const queue of queues) stopPolling.push(await serve(boss, queue));
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

/** Looks every second for what is due and works on it. Returns how to stop looking. */
async function serve(boss: PgBoss, queue: Queue): Promise<() => Promise<void>> {
  const { name, concurrency } = queue;
  await boss.createQueue(name, {
    // One job for each thing, waiting or under way.
    policy: "exclusive",
    retryLimit: 3,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 120,
    // A worker that died is noticed after half a minute, and another one goes on.
    heartbeatSeconds: 30,
    deleteAfterSeconds: 3_600,
    deadLetter: DEAD_LETTERS,
  });
  const options = { localConcurrency: concurrency, pollingIntervalSeconds: QUEUE_POLL_SECONDS };
  const stopping = new AbortController();
  await boss.work<{ id: string }>(name, options, async ([run]) => {
    if (!run) return;
    const signal = AbortSignal.any([run.signal, stopping.signal]);
    return runOnce({ name, run: () => queue.run(run.data.id, signal) }, run.id, signal);
  });
  const stopLooking = startPolling({
    name: `${name}_due`,
    everySeconds: 1,
    run: async () => {
      const ids = await queue.due();
      const jobs = ids.map((id) => ({ data: { id }, singletonKey: id }));
      if (jobs.length > 0) await boss.insert(name, jobs);
      return 0;
    },
  });
  return async () => {
    stopping.abort();
    await stopLooking();
  };
}

async function runOnce(
  job: Pick<Job, "name" | "run">,
  runId: string,
  signal: AbortSignal,
): Promise<object> {
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
