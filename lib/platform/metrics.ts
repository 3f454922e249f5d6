import { Histogram, Registry } from "prom-client";

// One registry per process, also where bundles are loaded twice.
const held = globalThis as { preflightMetrics?: Registry };
const isNew = held.preflightMetrics === undefined;

/** All measurements of this process, in Prometheus' format at /api/metrics. */
export const registry = (held.preflightMetrics ??= new Registry());

export const httpRequestSeconds = isNew
  ? new Histogram({
      name: "preflight_http_request_duration_seconds",
      help: "Time to answer an API request, by method, route and status.",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    })
  : (registry.getSingleMetric("preflight_http_request_duration_seconds") as Histogram);
