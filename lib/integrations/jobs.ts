import { writeClient } from "#lib/platform/db/client.ts";
import type { Job } from "#lib/platform/jobs/job.ts";
import { RESTORABLE_HOURS } from "./remove-integration.ts";

/** Forgets the credentials of integrations that nobody can bring back any more. */
export const forgetCredentials: Job = {
  name: "forget_credentials",
  schedule: "41 * * * *",
  run: async () => {
    const oldest = new Date(Date.now() - RESTORABLE_HOURS * 3_600_000);
    const { count } = await writeClient().integration.updateMany({
      where: { removedAt: { lt: oldest }, credentials: { not: null } },
      data: { credentials: null },
    });
    return { credentials: count };
  },
};
