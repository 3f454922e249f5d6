import { Prisma } from "#lib/platform/db/generated/client.ts";
import { deleteInBatches } from "#lib/platform/jobs/delete-in-batches.ts";
import type { Job } from "#lib/platform/jobs/job.ts";

/**
 * Forgets sessions and changes of address a month after they ended, invitations after three, and links,
 * challenges and half set-up factors that can no longer be used.
 */
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
    emailChanges: await deleteInBatches(
      "email_changes",
      Prisma.sql`least(expires_at, coalesce(ended_at, expires_at)) < now() - interval '30 days'`,
      signal,
    ),
    invitations: await deleteInBatches(
      "invitations",
      Prisma.sql`least(expires_at, coalesce(accepted_at, revoked_at, expires_at))
        < now() - interval '90 days'`,
      signal,
    ),
    unconfirmedApps: await deleteInBatches(
      "totp_factors",
      Prisma.sql`confirmed_at IS NULL AND created_at < now() - interval '1 day'`,
      signal,
    ),
    passkeyChallenges: await deleteInBatches(
      "passkey_challenges",
      Prisma.sql`expires_at < now()`,
      signal,
    ),
  }),
};
