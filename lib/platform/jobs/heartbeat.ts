import os from "node:os";
import { writeClient } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { logger } from "#lib/platform/log/logger.ts";

const EVERY_MS = 10_000;
const MISSED_AFTER_SECONDS = 60;

/**
 * Writes this worker's sign of life every ten seconds, by the database's clock. Returns how to stop,
 * which also removes it, so that a worker that was stopped is missed at once.
 */
export function startHeartbeat(): () => Promise<void> {
  const name = `${os.hostname()}:${process.pid}`;
  let running = Promise.resolve();
  const beat = (): void => {
    running = running.then(() =>
      write(name).catch((error: unknown) => logger.warn({ err: error }, "no heartbeat written")),
    );
  };
  beat();
  const timer = setInterval(beat, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await running;
    await writeClient().workerHeartbeat.deleteMany({ where: { name } });
  };
}

/** Whether any worker has given a sign of life within a minute. */
export async function isWorkerAlive(): Promise<boolean> {
  // The database's own clock on both sides: those of two machines may differ.
  const [row] = await db.$queryRaw<{ alive: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM worker_heartbeats WHERE beat_at > now() - make_interval(secs => ${MISSED_AFTER_SECONDS})
    ) AS alive`;
  return row?.alive ?? false;
}

async function write(name: string): Promise<void> {
  await writeClient().$executeRaw`
    INSERT INTO worker_heartbeats (name, beat_at) VALUES (${name}, now())
    ON CONFLICT (name) DO UPDATE SET beat_at = excluded.beat_at`;
}
