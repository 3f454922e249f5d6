import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { replayDeadLetters } from "#lib/platform/jobs/dead-letters.ts";
import { ownDeadLetters } from "./queries.ts";

/**
 * Puts jobs that were given up back into their queues; returns how many were still there. Throws
 * NotFoundError when one of them was never the organisation's to replay.
 */
export function replayJobs(
  ctx: Context,
  { ids }: { ids: string[] },
): Promise<{ replayed: number }> {
  return changeOrganization(ctx, "jobs.manage", async ({ tx, record }) => {
    const own = new Map((await ownDeadLetters(ctx.organizationId)).map((each) => [each.id, each]));
    const chosen = ids.flatMap((id) => own.get(id) ?? []);
    if (chosen.length === 0) throw new NotFoundError("job_not_found");
    const replayed = await replayDeadLetters(
      tx,
      chosen.map(({ id }) => id),
    );
    for (const { id, job } of replayed > 0 ? chosen : []) {
      record({ action: "job.replayed", subject: { type: "job", id }, after: { job } });
    }
    return { replayed };
  });
}
