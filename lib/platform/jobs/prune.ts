import { Prisma } from "#lib/platform/db/generated/client.ts";
import { deleteInBatches } from "./delete-in-batches.ts";
import type { Job } from "./job.ts";

/** Forgets the platform's own bookkeeping once nobody can ask for it any more. */
export const prunePlatform: Job = {
  name: "prune_platform",
  schedule: "*/15 * * * *",
  run: async (signal) => ({
    idempotencyKeys: await deleteInBatches(
      "idempotency_keys",
      Prisma.sql`created_at < now() - interval '24 hours'`,
      signal,
    ),
    rateLimits: await deleteInBatches(
      "rate_limits",
      Prisma.sql`expire < extract(epoch FROM now()) * 1000`,
      signal,
    ),
    heartbeats: await deleteInBatches(
      "worker_heartbeats",
      Prisma.sql`beat_at < now() - interval '1 day'`,
      signal,
    ),
  }),
};
