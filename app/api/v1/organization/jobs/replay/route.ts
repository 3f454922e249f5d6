import { replayJobsEndpoint } from "#lib/jobs/contract.ts";
import { replayJobs } from "#lib/jobs/replay-jobs.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(replayJobsEndpoint, replayJobs);
