import { z } from "zod";
import { judge } from "#lib/integrations/finding.ts";
import { every, queryCheck, seenIn, type QueryForm } from "./query-check.ts";
import { duration, job, label, metric } from "./settings.ts";

/** Whether the project's job has a metric at all. */
function present(name: string) {
  return queryCheck({
    settings: z.strictObject({ job, metric: metric(name) }),
    scope: "job",
    query: (select, settings) => `count(${select(settings.metric)})`,
    subject: (select, settings) => select(settings.metric),
    missing: "fail",
    judge: (samples) => every(samples, (series) => series > 0, { series_above: 0 }),
  });
}

/** Whether several metrics are all there: the count of the first, which `and` lets through. */
function allPresent<Settings extends z.ZodObject>(
  settings: Settings,
  scope: "job" | "all",
  names: (settings: z.infer<Settings>) => string[],
) {
  const form: QueryForm<Settings> = {
    settings,
    scope,
    query: (select, own) =>
      names(own)
        .map((name) => `count(${select(name)})`)
        .join(" and "),
    // One of them alone is not enough, so that there is no telling "not yet" from "not at all".
    subject: (select, own) =>
      names(own)
        .map((name) => `count(${select(name)})`)
        .join(" and "),
    missing: "fail",
    judge: (samples) => every(samples, (series) => series >= 1, { series_at_least: 1 }),
  };
  return queryCheck(form);
}

export const metricChecks = {
  "metric.process-resources": allPresent(
    z.strictObject({
      job,
      memoryMetric: metric("process_resident_memory_bytes"),
      cpuMetric: metric("process_cpu_seconds_total"),
    }),
    "job",
    ({ memoryMetric, cpuMetric }) => [memoryMetric, cpuMetric],
  ),

  "metric.node-resources": allPresent(
    z.strictObject({
      cpuMetric: metric("node_cpu_seconds_total"),
      memoryMetric: metric("node_memory_MemAvailable_bytes"),
      diskMetric: metric("node_filesystem_avail_bytes"),
    }),
    "all",
    ({ cpuMetric, memoryMetric, diskMetric }) => [cpuMetric, memoryMetric, diskMetric],
  ),

  "metric.request-duration-series": present("http_(server_)?request_duration_seconds_bucket"),
  "metric.retry-counter": present(".*retr(y|ies)_(attempts_)?total"),
  "metric.db-duration-series": present(
    "db_client_operation_duration_seconds_bucket|db_query_duration_seconds_bucket",
  ),

  "metric.error-ratio": queryCheck({
    settings: z.strictObject({
      job,
      metric: metric("http_requests_total"),
      statusLabel: label("status"),
      errorStatus: z.string().min(1).max(100).default("5.."),
      window: duration("5m"),
    }),
    scope: "job",
    query: (select, { metric: name, statusLabel, errorStatus, window }) => {
      const errors = select(name, [statusLabel, "=~", errorStatus]);
      return `(sum(rate(${errors}[${window}])) or vector(0)) / sum(rate(${select(name)}[${window}]))`;
    },
    subject: (select, settings) => select(settings.metric),
    missing: "fail",
    judge: (samples) => every(samples, Number.isFinite),
  }),

  "metric.request-rate-by-route": queryCheck({
    settings: z.strictObject({
      job,
      metric: metric("http_requests_total"),
      routeLabel: label("route"),
      window: duration("5m"),
    }),
    scope: "job",
    query: (select, { metric: name, routeLabel, window }) =>
      `sum by (${routeLabel}) (rate(${select(name)}[${window}]))`,
    subject: (select, settings) => select(settings.metric),
    missing: "fail",
    judge: (samples, { routeLabel }) =>
      judge(
        samples.some(({ labels }) => Boolean(labels[routeLabel])),
        seenIn(samples),
        { label: routeLabel },
      ),
  }),

  "metric.llm-cost-series": queryCheck({
    settings: z.strictObject({
      job,
      metric: metric("llm_(tokens|cost_usd)_total"),
      window: duration("24h"),
    }),
    scope: "job",
    each: ({ metric: pattern, window }) => ({ pattern, window }),
    query: (select, { window }, name) => `sum(increase(${select(name)}[${window}]))`,
    subject: (select, { metric: pattern, window }) =>
      `last_over_time(${select(pattern)}[${window}])`,
    missing: "fail",
    judge: (samples) => judge(samples.length > 0, seenIn(samples)),
  }),

  "metric.circuit-breaker-not-stuck": queryCheck({
    settings: z.strictObject({
      job,
      metric: metric("circuit_breaker_open"),
      window: duration("1h"),
    }),
    scope: "job",
    query: (select, { metric: name, window }) => `min_over_time(${select(name)}[${window}])`,
    subject: (select, settings) => select(settings.metric),
    missing: "fail",
    judge: (samples) => every(samples, (open) => open !== 1, { stuck_at: 1 }),
  }),

  "metric.billable-usage-series": queryCheck({
    settings: z.strictObject({
      job,
      metric: metric("billable_requests_total"),
      planLabel: label("plan"),
      window: duration("24h"),
    }),
    scope: "job",
    query: (select, { metric: name, planLabel, window }) =>
      `sum by (${planLabel}) (increase(${select(name)}[${window}]))`,
    subject: (select, settings) => select(settings.metric),
    missing: "fail",
    judge: (samples) => judge(samples.length > 0, seenIn(samples)),
  }),

  "metric.model-quality-series": queryCheck({
    settings: z.strictObject({
      metric: metric("model_quality_score"),
      model: z.string().max(200).default(""),
      leastQuality: z.number(),
      window: duration("24h"),
    }),
    scope: "all",
    query: (select, { metric: name, model, window }) =>
      `avg_over_time(${select(name, ["model", "=", model])}[${window}])`,
    subject: (select, { metric: name, model, window }) =>
      `last_over_time(${select(name, ["model", "=", model])}[${window}])`,
    missing: "fail",
    undeclared: ({ model }) => (model === "" ? "model" : null),
    judge: (samples, { leastQuality }) =>
      every(samples, (quality) => quality >= leastQuality, { at_least: leastQuality }),
  }),
};
