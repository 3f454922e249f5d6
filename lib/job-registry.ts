import { pruneAccounts } from "#lib/accounts/jobs.ts";
import type { Job } from "#lib/platform/jobs/job.ts";
import { prunePlatform } from "#lib/platform/jobs/prune.ts";

/** Every job of the worker. */
export const jobs: Job[] = [prunePlatform, pruneAccounts];
