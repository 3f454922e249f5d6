import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import { openProvider } from "#lib/testing/provider-run.ts";
import { startRealMonitoring, type RealMonitoring } from "#lib/testing/real-monitoring.ts";
import { appMetrics, exporterMetrics, poorMetrics } from "#lib/testing/scraped-metrics.ts";
import { prometheus } from "./provider.ts";

// The first start on a machine fetches the programs.
const STARTS_WITHIN_MS = 120_000;
const TWO_DAYS_AGO = Math.round(Date.now() / 1_000) - 2 * 86_400;

/** Shows a metric twice and then never again, as after a release that has lost it. */
function fadingMetrics(): () => string {
  let scrapes = 0;
  return () => {
    scrapes += 1;
    return scrapes <= 2 ? "payment_retries_total 1" : "payments_total 1";
  };
}

let real: RealMonitoring;
beforeAll(async () => {
  real = await startRealMonitoring({
    metrics: {
      ...{ app: appMetrics, exporters: exporterMetrics, poor: poorMetrics },
      fading: fadingMetrics(),
    },
    twice: ["app"],
    history: `# TYPE old_signups counter\nold_signups_total 5 ${TWO_DAYS_AGO}\n# EOF\n`,
  });
  for (const job of ["app", "exporters", "poor", "fading", "node", "alertmanager"]) {
    await real.until(`min(count_over_time(up{job="${job}"}[1m])) >= 3`);
  }
  await real.until("last_over_time(payment_retries_total[1h]) unless payment_retries_total");
}, STARTS_WITHIN_MS);
afterAll(() => real.stop());

const open = (config: Record<string, unknown> = {}) =>
  openProvider(prometheus, { url: real.prometheusUrl, job: "app", namespace: "shop", ...config });

type Case = [check: string, settings: Record<string, unknown>, seen: Record<string, unknown>];

const PASSES: Case[] = [
  ["metric.process-resources", {}, {}],
  ["metric.node-resources", {}, {}],
  ["metric.request-duration-series", {}, { value: 12 }],
  ["metric.retry-counter", {}, { value: 2 }],
  ["metric.db-duration-series", {}, { value: 6 }],
  ["metric.error-ratio", {}, { value: expect.closeTo(1 / 11, 2) as number }],
  ["metric.request-rate-by-route", {}, { "route=/orders": expect.any(Number) as number }],
  ["metric.llm-cost-series", {}, { llm_cost_usd_total: expect.any(Number) as number }],
  ["metric.circuit-breaker-not-stuck", {}, {}],
  ["metric.billable-usage-series", {}, {}],
  ["metric.model-quality-series", { model: "ranking", leastQuality: 0.8 }, {}],
  ["metric.feature-usage-series", { features: ["export"] }, {}],
  ["metric.declared-business-metrics", { metrics: ["signups_total"] }, { present: 1 }],
  ["disk.free-above-15pct", { leastFree: 0 }, {}],
  ["saturation.memory-below-90pct", {}, { value: 0.6 }],
  ["saturation.cpu-below-80pct", {}, {}],
  ["pool.connections-below-max", {}, { value: 0.5 }],
  ["cache.hit-ratio", {}, { value: expect.closeTo(0.9, 1) as number }],
  ["replication.cache-replica-connected", { job: "exporters" }, { value: 1 }],
  ["replicas.two-up", {}, { value: 2 }],
  ["notify.email-not-failing", {}, {}],
  ["tracing.spans-accepted", {}, {}],
  ["tracing.service-graph-edges", { pairs: ["web -> orders"] }, { "web -> orders": 1 }],
  ["tracing.span-latency-series", { operations: ["GET /orders"] }, {}],
  ["latency.p95-within-target", { targets: ["/orders 500ms"] }, {}],
  ["latency.service-to-service-p95", { targets: ["web->orders 0.5"] }, {}],
  ["mesh.request-series", {}, {}],
  ["dlq.depth-below-limit", { mostDepth: 10 }, {}],
  ["queue.workers-consuming", {}, { waiting: 2, waiting_grows: false }],
  ["backup.age-below-26h", { stores: ["main", "velero"] }, { main: 3_600 }],
  ["backup.full-age-below-8d", {}, { "stanza=main": 7_200 }],
  ["backup.no-page-errors", {}, { value: 0 }],
  ["targets.up", {}, { targets: 2, not_up: [] }],
];

const FAILS: Case[] = [
  ["metric.process-resources", { job: "poor" }, { series: 0 }],
  ["metric.node-resources", { cpuMetric: "nothing_at_all" }, { series: 0 }],
  ["metric.request-duration-series", { job: "poor" }, { series: 0 }],
  ["metric.retry-counter", { job: "fading" }, { series: 0 }],
  ["metric.error-ratio", { metric: "grpc_requests_total" }, { series: 0 }],
  ["metric.request-rate-by-route", { job: "poor" }, {}],
  ["metric.llm-cost-series", { job: "poor" }, { series: 0 }],
  ["metric.circuit-breaker-not-stuck", { job: "poor" }, {}],
  ["metric.circuit-breaker-not-stuck", { metric: "breaker_open" }, { series: 0 }],
  ["metric.model-quality-series", { model: "ranking", leastQuality: 0.95 }, {}],
  ["metric.model-quality-series", { model: "other", leastQuality: 0.5 }, { series: 0 }],
  ["metric.feature-usage-series", { features: ["export", "import"] }, { import: null }],
  ["metric.declared-business-metrics", { metrics: ["old_signups_total"] }, { present: 0 }],
  ["metric.declared-business-metrics", { metrics: ["signups_total", "no_such"] }, { present: 1 }],
  ["disk.free-above-15pct", { leastFree: 1 }, {}],
  ["saturation.memory-below-90pct", { mostShare: 0.6 }, { value: 0.6 }],
  ["saturation.cpu-below-80pct", { mostShare: 0.0001 }, {}],
  ["pool.connections-below-max", { mostShare: 0.5 }, { value: 0.5 }],
  ["cache.hit-ratio", { leastShare: 0.95 }, {}],
  ["replication.cache-replica-connected", { job: "poor" }, { value: 0 }],
  ["replicas.two-up", { job: "exporters" }, { value: 1 }],
  ["replicas.two-up", { job: "gone" }, { value: 0 }],
  ["tracing.service-graph-edges", { pairs: ["web -> users"] }, { "web -> users": null }],
  ["tracing.span-latency-series", { operations: ["GET /users"] }, {}],
  ["latency.p95-within-target", { targets: ["/orders 0.2s"] }, {}],
  ["latency.p95-within-target", { targets: ["/users 1"] }, { "/users": null }],
  ["latency.service-to-service-p95", { targets: ["web -> orders 0.1"] }, {}],
  ["dlq.depth-below-limit", { mostDepth: 3 }, {}],
  ["backup.age-below-26h", { stores: ["main"], mostAgeHours: 1 }, { main: 3_600 }],
  ["backup.age-below-26h", { stores: ["main", "files"] }, { files: null }],
  ["backup.full-age-below-8d", { mostDays: 0.01 }, {}],
  ["targets.up", { job: "gone" }, { targets: 1 }],
  ["targets.up", { job: "misspelt" }, { targets: 0 }],
];

const UNKNOWN: [check: string, settings: Record<string, unknown>, reason: string][] = [
  // Nothing of the job is scraped: its metrics cannot be there, and `targets.up` says so.
  ["metric.process-resources", { job: "gone" }, "no_data"],
  ["metric.error-ratio", { job: "misspelt" }, "no_data"],
  // Nobody calls: a ratio of nothing.
  ["metric.error-ratio", { job: "poor" }, "no_data"],
  ["latency.p95-within-target", { targets: ["/idle 1"] }, "no_data"],
  // A project may do without.
  ["cache.hit-ratio", { hitsMetric: "valkey_hits_total" }, "absent"],
  ["mesh.request-series", { metric: "linkerd_requests_total" }, "absent"],
  ["dlq.depth-below-limit", { queues: "none", mostDepth: 1 }, "absent"],
  ["queue.workers-consuming", { metric: "sidekiq_done" }, "absent"],
  ["replication.cache-replica-connected", { job: "app" }, "absent"],
  // It may be measured in another way.
  ["tracing.spans-accepted", { metric: "jaeger_spans" }, "no_data"],
  ["backup.no-page-errors", { metric: "barman_errors" }, "no_data"],
  ["replicas.two-up", { job: "misspelt" }, "no_data"],
  // Nobody has said what to look at.
  ["latency.p95-within-target", {}, "not_declared"],
  ["latency.p95-within-target", { targets: ["/orders"] }, "not_declared"],
  ["tracing.service-graph-edges", { pairs: ["web"] }, "not_declared"],
  ["metric.declared-business-metrics", {}, "not_declared"],
  ["metric.model-quality-series", {}, "not_declared"],
  ["backup.age-below-26h", {}, "not_declared"],
  ["dlq.depth-below-limit", {}, "not_declared"],
  ["metric.error-ratio", { window: "soon" }, "not_declared"],
];

describe("a Prometheus that scrapes a service in good order", () => {
  test.each(PASSES)("%s %o passes", async (check, settings, seen) => {
    const { verdict, reason, reading } = await open().check(check, settings);
    expect({ verdict, reason, detail: reading.detail }).toEqual({
      ...{ verdict: "pass", reason: null, detail: null },
    });
    expect(reading.seen).toMatchObject(seen);
    expect(reading.requests.length).toBeGreaterThan(0);
  });

  test.each(FAILS)("%s %o fails", async (check, settings, seen) => {
    const { verdict, reason, reading } = await open().check(check, settings);
    expect({ verdict, reason, detail: reading.detail }).toEqual({
      ...{ verdict: "fail", reason: null, detail: null },
    });
    expect(reading.seen).toMatchObject(seen);
  });

  test.each(UNKNOWN)("%s %o is unknown: %s", async (check, settings, expected) => {
    const { verdict, reason } = await open().check(check, settings);
    expect([verdict, reason]).toEqual(["unknown", expected]);
  });

  test("a check of the job says that nobody has named one", async () => {
    const { reason, reading } = await open({ job: "" }).check("metric.error-ratio");
    expect([reason, reading.detail]).toEqual(["not_declared", "job"]);
  });

  test("labels of the configuration narrow every question", async () => {
    const { verdict, reading } = await open({ labels: ['env=pro"d'] }).check("targets.up");
    expect(verdict).toBe("pass");
    const narrowed = await open({ labels: ['env=pro"d'] }).check("backup.no-page-errors");
    expect(narrowed.reason).toBe("no_data");
    expect(reading.requests).toHaveLength(1);
    expect(decodeURIComponent(narrowed.reading.requests[0]?.request ?? "")).toContain(
      String.raw`pgbackrest_backup_error_status{env="pro\"d"}`,
    );
  });

  test("a question that Prometheus refuses is answered in its own words", async () => {
    const check = await open().check("disk.free-above-15pct", { ignoredTypes: "(" });
    expect(check.reason).toBe("query_refused");
    expect(check.reading.detail).toContain("error parsing regexp");
  });
});

describe("signals of Prometheus", () => {
  const read = (name: string, params = {}, config = {}) => {
    const run = open(config);
    return readSignal(prometheus, run.source, name, params);
  };

  test("a free query answers with a number, or a line for each series", async () => {
    expect(await read("query", { query: "1 + 1" })).toEqual({ value: 2 });
    expect(await read("query", { query: 'count(up{job="$job"})' })).toEqual({ value: 2 });
    const { value, series } = await read("query", { query: "sum by (job) (up)" });
    expect(value).toBeNull();
    expect(series).toContainEqual({ name: "job=app", value: 2 });
    expect(await read("query", { query: "0 / vector(0)" })).toEqual({ value: null });
    const many = await read("query", { query: '{__name__=~"node_.*"}' });
    expect(many.series).toHaveLength(20);
  });

  test.each([
    ["up{", "parse error: unexpected end of input"],
    ["up[5m]", "not a matrix"],
    ["rate(http_requests_total[5m]) + on (nothing) up", "many-to-many"],
  ])("%s is refused in Prometheus's own words", async (query, words) => {
    await expect(read("query", { query })).rejects.toMatchObject({
      reason: "query_refused",
      detail: expect.stringContaining(words) as string,
    });
  });

  test("targets are the job's, those that are down first", async () => {
    const { value, rows } = await read("targets", {}, { job: "" });
    expect(value).toBe(1);
    expect(rows?.[0]).toMatchObject({ title: "gone 127.0.0.1:1", state: "fail" });
    expect((await read("targets")).rows).toHaveLength(2);
  });

  test.each(prometheus.presets.map(({ name, signal, params }) => [name, signal, params] as const))(
    "the preset %s is a question that Prometheus answers",
    async (_name, signal, params) => {
      const { value, rows, series } = await read(signal, params);
      expect(value ?? series ?? rows).toBeDefined();
      expect(value !== null || series !== undefined).toBe(true);
    },
  );

  test("the connection says as whom it reads and what it may read", async () => {
    expect(await prometheus.test(open().source)).toEqual({
      account: expect.stringMatching(/^Prometheus 2\./) as string,
      access: {
        ...{ query: "granted", rules: "granted", targets: "granted" },
        alertmanagers: "granted",
      },
    });
  });
});
