import { z } from "zod";
import { integrationProviders } from "#lib/integrations/choices.ts";
import { endpoint } from "#lib/platform/http/endpoint.ts";
import { id } from "#lib/platform/http/fields.ts";

const moment = z.iso.datetime();

/** A job that was tried again several times, failed each time and was given up. */
export const DeadLetter = z.strictObject({
  id: z.uuid(),
  /** The kind of work, such as `run_integration`. */
  job: z.string(),
  /** The integration that it was about; null: work for the whole installation. */
  integration: z.string().nullable(),
  project: z.string().nullable(),
  failedAt: moment,
  /** The error's own words. */
  error: z.string().nullable(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** An integration that is not asked at the moment, or whose last run failed. */
export const TroubledIntegration = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  provider: z.enum(integrationProviders),
  project: z.strictObject({ slug: z.string(), name: z.string() }),
  /** Failed runs in a row; five open the breaker. */
  failures: z.int(),
  /** Until when nobody is asked: the breaker is open, or the provider asked us to wait. */
  openUntil: moment.nullable(),
  retryAt: moment.nullable(),
  /** Why the last run failed: a reason, and the provider's own words. */
  failure: z.string().nullable(),
  failureDetail: z.string().nullable(),
  succeededAt: moment.nullable(),
});
export type TroubledIntegration = z.infer<typeof TroubledIntegration>;

export const Work = z.strictObject({
  /** Seconds since a worker's latest sign of life; null: none runs. */
  workerAge: z.number().nullable(),
  /** Kinds of work with what waits, runs and failed of late; `lastAt`: when one ended last. */
  jobs: z.array(
    z.strictObject({
      name: z.string(),
      waiting: z.int(),
      active: z.int(),
      failed: z.int(),
      lastAt: moment.nullable(),
    }),
  ),
  integrations: z.array(TroubledIntegration),
  deadLetters: z.array(DeadLetter),
});
export type Work = z.infer<typeof Work>;

export const getWorkEndpoint = endpoint({
  operationId: "getWork",
  method: "GET",
  path: "/organization/jobs",
  summary:
    "Read how the background work stands: workers, queues, integrations in trouble, and jobs that were given up",
  access: "jobs.manage",
  response: Work,
});

export const replayJobsEndpoint = endpoint({
  operationId: "replayJobs",
  method: "POST",
  path: "/organization/jobs/replay",
  summary: "Put jobs that were given up back into their queues",
  access: "jobs.manage",
  body: z.strictObject({ ids: z.array(id).min(1).max(200) }),
  response: z.strictObject({
    /** How many were still there. */
    replayed: z.int(),
  }),
});
