import { Prisma } from "#lib/platform/db/generated/client.ts";
import { deleteInBatches } from "#lib/platform/jobs/delete-in-batches.ts";
import type { Job } from "#lib/platform/jobs/job.ts";

/** Forgets notifications after 180 days, read or not. */
export const pruneNotifications: Job = {
  name: "prune_notifications",
  schedule: "51 3 * * *",
  run: async (signal) => ({
    notifications: await deleteInBatches(
      "notifications",
      Prisma.sql`created_at < now() - interval '180 days'`,
      signal,
    ),
  }),
};
