import { setTimeout as sleep } from "node:timers/promises";
import { closeDatabase } from "#lib/platform/db/client.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { closeEventStreams } from "#lib/platform/realtime/event-stream.ts";
import { stopTelemetry } from "#lib/platform/telemetry/telemetry.ts";
import { servers } from "./server-hook.ts";
import { isStopping, setStopping } from "./stopping.ts";

// Ends before the supervisor's patience does (8 s under npm start, 10 s in Docker).
const FINISH_WITHIN_MS = 6_000;
const LAST_MOMENT_MS = 7_500;
const AGAIN_MS = 100;

/**
 * On SIGTERM or SIGINT: not ready any more, event streams are closed, requests finish, then the
 * database is closed and the process ends; within 8 s whatever happens.
 */
export function shutDownOnSignals(): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    // Next's own listener waits for event streams for ever and ends the process before ours is done.
    process.removeAllListeners(signal);
    process.on(signal, () => void shutDown(signal));
  }
}

async function shutDown(signal: string): Promise<void> {
  if (isStopping()) return;
  setStopping();
  logger.info({ signal }, "server stops");
  setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
  const finished = await finishRequests();
  if (!finished) logger.warn("requests that did not finish in time were cut off");
  await Promise.all([closeDatabase(), stopTelemetry()]).catch((error: unknown) =>
    logger.warn({ err: error }, "server did not stop cleanly"),
  );
  process.exit(finished ? 0 : 1);
}

/** Whether all requests under way came to their end in time. */
async function finishRequests(): Promise<boolean> {
  const open = [...servers()];
  const closed = Promise.all(
    open.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
  ).then(() => true);
  const end = performance.now() + FINISH_WITHIN_MS;
  while (performance.now() < end) {
    // Again and again: a request that was under way may have opened a stream since.
    closeEventStreams();
    for (const server of open) server.closeIdleConnections();
    const done = await Promise.race([closed, sleep(AGAIN_MS, false, { ref: true })]);
    if (done) return true;
  }
  return false;
}
