import { pruneAccounts } from "#lib/accounts/jobs.ts";
import { evaluateProjects, pruneCheckRuns, runIntegrations } from "#lib/checks/jobs.ts";
import { forgetCredentials } from "#lib/integrations/jobs.ts";
import { pruneMails, sendMails } from "#lib/mails/jobs.ts";
import { pruneNotifications } from "#lib/notifications/jobs.ts";
import type { Work } from "#lib/platform/jobs/worker.ts";
import { prunePlatform } from "#lib/platform/jobs/prune.ts";
import { pruneSso } from "#lib/sso/jobs.ts";
import { pruneSamples, rollSamples } from "#lib/widgets/jobs.ts";

/** All that the worker does: on a schedule, all the time, and for one thing after the other. */
export const work = {
  jobs: [
    prunePlatform,
    pruneAccounts,
    pruneSso,
    pruneMails,
    pruneCheckRuns,
    pruneNotifications,
    forgetCredentials,
    rollSamples,
    pruneSamples,
  ],
  polls: [sendMails, evaluateProjects],
  queues: [runIntegrations],
} satisfies Work;
