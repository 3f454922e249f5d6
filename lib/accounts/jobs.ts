import { Prisma } from "#lib/platform/db/generated/client.ts";
import { deleteInBatches } from "#lib/platform/jobs/delete-in-batches.ts";
import type { Job } from "#lib/platform/jobs/job.ts";

/** Forgets sessions a month after they ended, and links and challenges that can no longer be used. */
export const pruneAccounts: Job = {
  name: "prune_accounts",
  schedule: "7 * * * *",
  run: async (signal) => ({
    sessions: await deleteInBatches(
      "sessions",
      Prisma.sql`least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '30 days'`,
      signal,
    ),
    passwordLinks: await deleteInBatches(
      "password_links",
      Prisma.sql`expires_at < now() OR used_at IS NOT NULL`,
      signal,
    ),
    passkeyChallenges: await deleteInBatches(
      "passkey_challenges",
      Prisma.sql`expires_at < now()`,
      signal,
    ),
  }),
};
