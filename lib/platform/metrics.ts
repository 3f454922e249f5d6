import { Histogram, Registry } from "prom-client";

const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function create() {
  const registry = new Registry();
  return {
    registry,
    httpRequestSeconds: new Histogram({
      name: "preflight_http_request_duration_seconds",
      help: "Time to answer a request, by method, route and status; of event streams, to open them.",
      labelNames: ["method", "route", "status"],
      buckets: SECONDS,
      registers: [registry],
    }),
    databaseQuerySeconds: new Histogram({
      name: "preflight_database_query_duration_seconds",
      help: "Time of a database statement, from the moment it is handed to a connection.",
      labelNames: ["access"],
      buckets: SECONDS,
      registers: [registry],
    }),
  };
}

// One registry per process, also where bundles are loaded twice.
const held = globalThis as { preflightMetrics?: ReturnType<typeof create> };
const metrics = (held.preflightMetrics ??= create());

/** All measurements of this process, in Prometheus' format at /api/metrics. */
export const registry = metrics.registry;
export const httpRequestSeconds = metrics.httpRequestSeconds;
export const databaseQuerySeconds = metrics.databaseQuerySeconds;
