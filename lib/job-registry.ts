import { pruneAccounts } from "#lib/accounts/jobs.ts";
import { pruneMails, sendMails } from "#lib/mails/jobs.ts";
import type { Job, Poll } from "#lib/platform/jobs/job.ts";
import { prunePlatform } from "#lib/platform/jobs/prune.ts";
import { pruneSso } from "#lib/sso/jobs.ts";

/** Every job of the worker. */
export const jobs: Job[] = [prunePlatform, pruneAccounts, pruneSso, pruneMails];

/** What the worker looks for all the time. */
export const polls: Poll[] = [sendMails];
