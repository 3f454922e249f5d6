import { NodeSDK } from "@opentelemetry/sdk-node";

/**
 * Sends the spans that Next and the job queue make, and nothing else, to OTEL_EXPORTER_OTLP_ENDPOINT
 * by OTLP over HTTP; the other OTEL_… variables of the specification apply. Returns how to stop.
 */
export function startOpenTelemetry(): () => Promise<void> {
  const sdk = new NodeSDK({ serviceName: "preflight", instrumentations: [] });
  sdk.start();
  return () => sdk.shutdown();
}
