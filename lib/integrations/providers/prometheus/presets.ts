import type { Preset } from "#lib/integrations/provider.ts";

const RATE = "rate(http_requests_total{$scope}[5m])";
const ERRORS = 'rate(http_requests_total{$scope, status=~"5.."}[5m])';
const DISKS = 'fstype!~"tmpfs|overlay"';

const quantile = (part: number): string =>
  `histogram_quantile(${part}, sum by (le) (rate(http_request_duration_seconds_bucket{$scope}[5m])))`;

const latency = (name: string, part: number): Preset => ({
  name,
  signal: "query",
  params: { query: quantile(part) },
  kind: "series",
  unit: "s",
  warnAt: 0.5,
  failAt: 1,
});

export const presets: Preset[] = [
  {
    name: "availability",
    signal: "query",
    params: { query: "avg(avg_over_time(up{$scope}[1h]))" },
    kind: "number",
    unit: "%",
    ...{ warnAt: 0.999, failAt: 0.99, lowIsBad: true },
  },
  {
    name: "error_rate",
    signal: "query",
    params: { query: `(sum(${ERRORS}) or vector(0)) / sum(${RATE})` },
    kind: "series",
    unit: "%",
    ...{ warnAt: 0.01, failAt: 0.05 },
  },
  latency("latency_p50", 0.5),
  latency("latency_p95", 0.95),
  latency("latency_p99", 0.99),
  {
    name: "cpu",
    signal: "query",
    params: {
      query: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
    },
    kind: "series",
    unit: "%",
    ...{ warnAt: 0.8, failAt: 0.9 },
  },
  {
    name: "memory",
    signal: "query",
    params: { query: "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes" },
    kind: "series",
    unit: "%",
    ...{ warnAt: 0.8, failAt: 0.9 },
  },
  {
    name: "disk",
    signal: "query",
    params: {
      query: `max by (instance, mountpoint) (1 - node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}})`,
    },
    kind: "series",
    unit: "%",
    ...{ warnAt: 0.8, failAt: 0.85 },
  },
  {
    name: "backup_age",
    signal: "query",
    params: {
      query:
        "max(min by (stanza) (pgbackrest_backup_since_last_completion_seconds)) or (time() - max(velero_backup_last_successful_timestamp))",
    },
    kind: "number",
    unit: "s",
    ...{ warnAt: 93_600, failAt: 172_800 },
  },
  { name: "firing_alerts", signal: "alerts", params: {}, kind: "list", unit: "", failAt: 1 },
  { name: "targets", signal: "targets", params: {}, kind: "table", unit: "", failAt: 1 },
];
