import { requireEnv } from "./require-env.ts";

/** Everything that a web process needs besides Next itself. Ends the process when it cannot work. */
export async function startWeb(): Promise<void> {
  requireEnv();
  // Only now: what they import reads the environment as soon as it is loaded.
  const { watchRequests } = await import("./server-hook.ts");
  const { addGauges } = await import("./gauges.ts");
  const { startTelemetry } = await import("#lib/platform/telemetry/telemetry.ts");
  const { shutDownOnSignals } = await import("./shutdown.ts");
  watchRequests();
  addGauges();
  await startTelemetry();
  // Under `next dev` the command line owns the signals.
  if (process.env.NODE_ENV === "production") shutDownOnSignals();
}
