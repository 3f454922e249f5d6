import { Prisma } from "#lib/platform/db/generated/client.ts";
import { deleteInBatches } from "#lib/platform/jobs/delete-in-batches.ts";
import type { Job } from "#lib/platform/jobs/job.ts";

/** Forgets sign-ins that left for a provider and never came back. */
export const pruneSso: Job = {
  name: "prune_sso",
  schedule: "23 * * * *",
  run: async (signal) => ({
    ssoAttempts: await deleteInBatches("sso_attempts", Prisma.sql`expires_at < now()`, signal),
  }),
};
