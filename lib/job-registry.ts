import type { Job } from "#lib/platform/jobs/job.ts";

/** Every job of the worker. */
export const jobs: Job[] = [];
