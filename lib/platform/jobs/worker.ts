import { closeDatabase } from "#lib/platform/db/client.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { startHeartbeat } from "./heartbeat.ts";
import type { Job } from "./job.ts";

/** Runs until SIGTERM or SIGINT. */
export async function runWorker(jobs: Job[]): Promise<void> {
  const stopHeartbeat = startHeartbeat();
  logger.info({ jobs: jobs.map((job) => job.name) }, "worker started");
  const stop = async (): Promise<void> => {
    await stopHeartbeat();
    await closeDatabase();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}
