import { env } from "#lib/platform/env.ts";

type Stop = () => Promise<unknown>;
const held = globalThis as { preflightTelemetry?: Stop[] };

/** Starts what the environment asks for: Sentry and OpenTelemetry. Loads nothing of the other. */
export async function startTelemetry(): Promise<void> {
  if (held.preflightTelemetry) return;
  const stops: Stop[] = (held.preflightTelemetry = []);
  const { SENTRY_DSN, OTEL_EXPORTER_OTLP_ENDPOINT } = env();
  if (OTEL_EXPORTER_OTLP_ENDPOINT) {
    const { startOpenTelemetry } = await import("./open-telemetry.ts");
    stops.push(startOpenTelemetry());
  }
  if (SENTRY_DSN) {
    const { startSentry } = await import("./sentry.ts");
    stops.push(startSentry(SENTRY_DSN));
  }
}

/** Sends what is waiting and stops; never fails and takes 2 s at most. */
export async function stopTelemetry(): Promise<void> {
  const stops = held.preflightTelemetry ?? [];
  const late = new Promise((resolve) => setTimeout(resolve, 2_000).unref());
  await Promise.race([Promise.allSettled(stops.map((stop) => stop())), late]);
}
