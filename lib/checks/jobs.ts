import { writeClient } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { deleteInBatches } from "#lib/platform/jobs/delete-in-batches.ts";
import { isWorkerAlive } from "#lib/platform/jobs/heartbeat.ts";
import type { Job, Poll, Queue } from "#lib/platform/jobs/job.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { reportError } from "#lib/platform/log/report-error.ts";
import { dueIntegrations } from "./check-store.ts";
import { evaluateProject, projectsToEvaluate } from "./evaluate-project.ts";
import { runIntegration } from "./run-integration.ts";

/** Runs the integrations that have something due; one that hangs holds one of many places. */
export const runIntegrations: Queue = {
  name: "run_integration",
  concurrency: 24,
  due: () => dueIntegrations(500),
  run: runIntegration,
};

/** Keeps verdicts true when claims change and time passes. */
export const evaluateProjects: Poll = {
  name: "evaluate_projects",
  everySeconds: 2,
  run: async (signal) => {
    let changed = 0;
    for (const id of await projectsToEvaluate()) {
      if (signal.aborted) break;
      try {
        changed += await evaluateProject(id);
      } catch (error) {
        // One project that cannot be judged holds up no other.
        logger.error({ err: error, project: id }, "verdicts not put together");
        reportError(error, { project: id });
      }
    }
    return changed;
  },
};

/**
 * The same in a web server while no worker is there to do it: what nobody reads any more goes stale all
 * the same, in lists, filters, figures and the gate alike.
 */
export const evaluateWithoutWorker: Poll = {
  name: "evaluate_without_worker",
  everySeconds: 30,
  run: async (signal) => ((await isWorkerAlive()) ? 0 : evaluateProjects.run(signal)),
};

/** Keeps half a year of what checks have found. */
export const pruneCheckRuns: Job = {
  name: "prune_check_runs",
  schedule: "41 3 * * *",
  run: async (signal) => ({
    runs: await deleteInBatches(
      "check_runs",
      Prisma.sql`ended_at < now() - interval '180 days'`,
      signal,
    ),
    // What is left of a removed integration after half a year has nobody who could bring it back.
    links: await writeClient().$executeRaw`
      DELETE FROM item_checks l USING checks c JOIN integrations i ON i.id = c.integration_id
      WHERE l.check_id = c.id AND i.removed_at < now() - interval '180 days'`,
  }),
};
