// The worker process: scheduled jobs and a sign of life. Runs beside the web server, from the same code.
import { env } from "#lib/platform/env.ts";

try {
  env();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
// Only now: what they import reads the environment as soon as it is loaded.
const { runWorker } = await import("#lib/platform/jobs/worker.ts");
const { jobs } = await import("#lib/job-registry.ts");
await runWorker(jobs);
