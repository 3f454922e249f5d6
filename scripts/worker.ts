// The worker process: scheduled jobs and a sign of life. Runs beside the web server, from the same code.
import { requireEnv } from "#lib/platform/lifecycle/require-env.ts";

requireEnv();
// Only now: what they import reads the environment as soon as it is loaded.
const { startTelemetry } = await import("#lib/platform/telemetry/telemetry.ts");
const { runWorker } = await import("#lib/platform/jobs/worker.ts");
const { work } = await import("#lib/job-registry.ts");
await startTelemetry();
await runWorker(work);
