import { z } from "zod";
import { judge } from "#lib/integrations/finding.ts";
import { every, queryCheck, seenIn } from "./query-check.ts";
import { duration, job, label, metric, share } from "./settings.ts";

const CONTAINER = "namespace, pod, container";

/** What containers use, as parts of their limits. */
function saturation(
  resource: "memory" | "cpu",
  used: string,
  most: number,
  perContainer: (selector: string) => string,
) {
  return queryCheck({
    settings: z.strictObject({
      usedMetric: metric(used),
      limitMetric: metric("kube_pod_container_resource_limits"),
      mostShare: share(most),
    }),
    scope: "namespace",
    query: (select, { usedMetric, limitMetric }) => {
      const use = perContainer(select(usedMetric, ["container", "!=", ""]));
      const limit = `max by (${CONTAINER}) (${select(limitMetric, ["resource", "=", resource])})`;
      return `max(${use} / on (${CONTAINER}) ${limit})`;
    },
    subject: (select, { usedMetric }) => select(usedMetric, ["container", "!=", ""]),
    missing: "no_data",
    judge: (samples, { mostShare }) =>
      every(samples, (use) => use < mostShare, { below: mostShare }),
  });
}

export const resourceChecks = {
  "disk.free-above-15pct": queryCheck({
    settings: z.strictObject({
      freeMetric: metric("node_filesystem_avail_bytes"),
      sizeMetric: metric("node_filesystem_size_bytes"),
      ignoredTypes: z.string().max(200).default("tmpfs|overlay"),
      leastFree: share(0.15),
    }),
    scope: "all",
    // As `min`, but it says which disk it is.
    query: (select, { freeMetric, sizeMetric, ignoredTypes }) => {
      const of = (name: string) => select(name, ["fstype", "!~", ignoredTypes]);
      return `bottomk(1, ${of(freeMetric)} / ${of(sizeMetric)})`;
    },
    subject: (select, settings) => select(settings.freeMetric),
    missing: "no_data",
    judge: (samples, { leastFree }) =>
      every(samples, (free) => free > leastFree, { above: leastFree }),
  }),

  // A container that was started again has two series for a while.
  "saturation.memory-below-90pct": saturation(
    "memory",
    "container_memory_working_set_bytes",
    0.9,
    (selector) => `max by (${CONTAINER}) (${selector})`,
  ),
  "saturation.cpu-below-80pct": saturation(
    "cpu",
    "container_cpu_usage_seconds_total",
    0.8,
    (selector) => `sum by (${CONTAINER}) (rate(${selector}[5m]))`,
  ),

  "pool.connections-below-max": queryCheck({
    settings: z.strictObject({
      usedMetric: metric("pg_stat_activity_count"),
      limitMetric: metric("pg_settings_max_connections"),
      serverLabel: label("server"),
      mostShare: share(0.8),
    }),
    scope: "all",
    query: (select, { usedMetric, limitMetric, serverLabel }) =>
      `max(sum by (${serverLabel}) (${select(usedMetric)}) / on (${serverLabel}) ${select(limitMetric)})`,
    subject: (select, settings) => select(settings.usedMetric),
    missing: "no_data",
    judge: (samples, { mostShare }) =>
      every(samples, (use) => use < mostShare, { below: mostShare }),
  }),

  "cache.hit-ratio": queryCheck({
    settings: z.strictObject({
      hitsMetric: metric("redis_keyspace_hits_total"),
      missesMetric: metric("redis_keyspace_misses_total"),
      leastShare: share(0.5),
      window: duration("1h"),
    }),
    scope: "all",
    query: (select, { hitsMetric, missesMetric, window }) => {
      const hits = `sum(rate(${select(hitsMetric)}[${window}]))`;
      return `${hits} / (${hits} + sum(rate(${select(missesMetric)}[${window}])))`;
    },
    subject: (select, settings) => select(settings.hitsMetric),
    missing: "absent",
    judge: (samples, { leastShare }) =>
      every(samples, (ratio) => ratio >= leastShare, { at_least: leastShare }),
  }),

  "replication.cache-replica-connected": queryCheck({
    settings: z.strictObject({
      job,
      metric: metric("redis_connected_slaves"),
      roleMetric: metric("redis_instance_info"),
      leastReplicas: z.int().min(1).default(1),
    }),
    scope: "job",
    // A replica has no replicas of its own: only primaries are judged, where Redis says which they are.
    query: (select, { metric: name, roleMetric }) => {
      const primary = select(roleMetric, ["role", "=", "master"]);
      const connected = select(name);
      return `min((${connected} and on (instance) ${primary}) or (${connected} unless on (instance) ${select(roleMetric)}))`;
    },
    subject: (select, settings) => select(settings.metric),
    missing: "absent",
    judge: (samples, { leastReplicas }) =>
      every(samples, (replicas) => replicas >= leastReplicas, { at_least: leastReplicas }),
  }),

  "replicas.two-up": queryCheck({
    settings: z.strictObject({ job, leastReplicas: z.int().min(1).default(2) }),
    scope: "job",
    // Counts those that are down as none, so that a job of which all are down is seen.
    query: (select) => `sum(${select("up")} == bool 1)`,
    subject: (select) => select("up"),
    missing: "no_data",
    judge: (samples, { leastReplicas }) =>
      every(samples, (up) => up >= leastReplicas, { at_least: leastReplicas }),
  }),

  "notify.email-not-failing": queryCheck({
    settings: z.strictObject({
      failedMetric: metric("alertmanager_notifications_failed_total"),
      sentMetric: metric("alertmanager_notifications_total"),
      window: duration("7d"),
    }),
    scope: "all",
    query: (select, { failedMetric, sentMetric, window }) => {
      const sent = select(sentMetric, ["integration", "=", "email"]);
      const failed = select(failedMetric, ["integration", "=", "email"]);
      return `sum by (instance) (increase(${failed}[${window}])) and on () count(${sent})`;
    },
    subject: (select, { sentMetric }) => select(sentMetric, ["integration", "=", "email"]),
    missing: "no_data",
    judge: (samples) => every(samples, (failed) => failed === 0, { failed: 0 }),
  }),

  "tracing.spans-accepted": queryCheck({
    settings: z.strictObject({
      metric: metric("otelcol_receiver_accepted_spans(_total)?"),
      window: duration("15m"),
    }),
    scope: "all",
    each: ({ metric: pattern, window }) => ({ pattern, window }),
    query: (select, { window }, name) => `sum(rate(${select(name)}[${window}]))`,
    subject: (select, settings) => select(settings.metric),
    missing: "no_data",
    judge: (samples) =>
      judge(
        samples.some(({ value }) => value > 0),
        seenIn(samples),
        { above: 0 },
      ),
  }),

  "mesh.request-series": queryCheck({
    settings: z.strictObject({ metric: metric("istio_requests_total"), window: duration("5m") }),
    scope: "all",
    query: (select, { metric: name, window }) =>
      `sum(rate(${select(name, ["reporter", "=", "destination"])}[${window}]))`,
    subject: (select, settings) => select(settings.metric, ["reporter", "=", "destination"]),
    missing: "absent",
    judge: (samples) => every(samples, (rate) => rate > 0, { above: 0 }),
  }),
};
