import { writeClient } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { deleteInBatches } from "#lib/platform/jobs/delete-in-batches.ts";
import type { Job, Poll } from "#lib/platform/jobs/job.ts";
import { sendDueMails } from "./send-mails.ts";

/** Sends mails within seconds of what they tell of. */
export const sendMails: Poll = { name: "send_mails", everySeconds: 2, run: sendDueMails };

/** Forgets mails after a month, and what is in those that were given up after a week: links have ended. */
export const pruneMails: Job = {
  name: "prune_mails",
  schedule: "23 * * * *",
  run: async (signal) => ({
    forgotten: await writeClient().$executeRaw`
      UPDATE mails SET content = NULL, next_attempt_at = NULL
      WHERE content IS NOT NULL AND created_at < now() - interval '7 days'`,
    mails: await deleteInBatches(
      "mails",
      Prisma.sql`created_at < now() - interval '30 days'`,
      signal,
    ),
  }),
};
