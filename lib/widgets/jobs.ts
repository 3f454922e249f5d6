import { writeClient } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { deleteInBatches } from "#lib/platform/jobs/delete-in-batches.ts";
import type { Job } from "#lib/platform/jobs/job.ts";

/**
 * Rolls samples up to hours: the hour that is under way and all since the last that were rolled, each
 * counted anew, so that a run may be repeated. A sample from a clock that is ahead holds up no other.
 */
export const rollSamples: Job = {
  name: "roll_samples",
  schedule: "*/10 * * * *",
  run: async () => ({
    hours: await writeClient().$executeRaw`
      INSERT INTO hourly_samples (signal_id, series, hour, minimum, maximum, total, count)
      SELECT signal_id, series, date_trunc('hour', at, 'UTC'), min(value), max(value), sum(value), count(*)
      FROM samples
      WHERE at >= coalesce(
        (SELECT max(hour) - interval '1 hour' FROM hourly_samples WHERE hour <= now()), '-infinity'::timestamptz)
      GROUP BY 1, 2, 3
      ON CONFLICT (signal_id, hour, series) DO UPDATE SET minimum = excluded.minimum,
        maximum = excluded.maximum, total = excluded.total, count = excluded.count`,
  }),
};

// Whole hours that have been rolled up: what a worker that was away has not come to yet stays.
const oldSamples = Prisma.sql`at < least(date_trunc('hour', now() - interval '14 days', 'UTC'), coalesce(
  (SELECT max(hour) - interval '1 hour' FROM hourly_samples WHERE hour <= now()), '-infinity'))`;

/** Forgets samples after 14 days, once they are in their hours, and hours after 180. */
export const pruneSamples: Job = {
  name: "prune_samples",
  schedule: "41 * * * *",
  run: async (signal) => ({
    samples: await deleteInBatches("samples", oldSamples, signal),
    hours: await deleteInBatches(
      "hourly_samples",
      Prisma.sql`hour < now() - interval '180 days'`,
      signal,
    ),
  }),
};
