import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type Monitoring, startMonitoring } from "#scripts/debian/monitoring.ts";
import { findMonitoringPrograms } from "#scripts/debian/programs.ts";
import { withClient } from "./connect.ts";
import type { Database } from "./database.ts";
import { findFreePort } from "./ports.ts";
import { type ProcessMark, markOf } from "./process-info.ts";
import type { Address } from "./services.ts";

const HOST = "127.0.0.1";
const FIRST_PORT = 9_090;
const SCRAPE_SECONDS = 5;
const MONITOR_ROLE = "preflight_monitor";

/** What the demo's own project is connected with. */
export interface DemoSignals {
  /** Who shows it may read the web server's metrics. */
  metricsToken: string;
  prometheusUrl: string | undefined;
  alertmanagerUrl: string | undefined;
  /** Signs in as a role that may watch the database and nothing else; undefined where it is not ours. */
  postgresUrl: string | undefined;
  description: string;
  stop(): Promise<void>;
}

/** Starts what watches the demo: Debian's monitoring where it can be had, and a role that reads. */
export async function startDemoSignals(
  dataDir: string,
  address: Address,
  database: Database,
  onStart: (children: Record<string, ProcessMark>) => void,
): Promise<DemoSignals> {
  const metricsToken = randomBytes(24).toString("base64url");
  const postgresUrl = await monitorUrl(database);
  const found = findMonitoringPrograms();
  const none = {
    prometheusUrl: undefined,
    alertmanagerUrl: undefined,
    stop: async () => undefined,
  };
  if (!found.programs) return { metricsToken, postgresUrl, ...none, description: found.reason };
  const monitoring = await startMonitoring({
    programs: found.programs,
    folder: join(dataDir, "monitoring"),
    ports: await freePorts(),
    intervalSeconds: SCRAPE_SECONDS,
    scrapeConfigs: [ourselves(address, metricsToken)],
    ruleGroups: [{ name: "preflight", rules: [requests, ...rules.map(alert)] }],
    alertmanagerConfig,
  });
  onStart(marksOf(monitoring));
  const { prometheusUrl, alertmanagerUrl, stop } = monitoring;
  const description = `Prometheus at ${prometheusUrl}, Alertmanager at ${alertmanagerUrl}`;
  return { metricsToken, postgresUrl, prometheusUrl, alertmanagerUrl, stop, description };
}

const marksOf = ({ pids }: Monitoring): Record<string, ProcessMark> =>
  Object.fromEntries(Object.entries(pids()).map(([name, pid]) => [name, markOf(pid)]));

/** A sign-in that sees how the database does and none of what is in it. */
async function monitorUrl({ ownerUrl, maintenanceUrl }: Database): Promise<string | undefined> {
  if (!maintenanceUrl) return undefined;
  const password = randomBytes(24).toString("hex");
  await withClient("The embedded database", ownerUrl, async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [
      MONITOR_ROLE,
    ]);
    if (!rowCount) await client.query(`CREATE ROLE ${MONITOR_ROLE} IN ROLE pg_monitor`);
    await client.query(`ALTER ROLE ${MONITOR_ROLE} LOGIN PASSWORD '${password}'`);
  });
  const url = new URL(ownerUrl);
  url.username = MONITOR_ROLE;
  url.password = password;
  return url.href;
}

async function freePorts() {
  const prometheus = await findFreePort(FIRST_PORT, HOST);
  const alertmanager = await findFreePort(prometheus + 1, HOST);
  return { prometheus, alertmanager, nodeExporter: await findFreePort(alertmanager + 1, HOST) };
}

/** The web server, with the names of metrics that most libraries use and the checklist asks for. */
const ourselves = ({ port }: Address, token: string) => ({
  job_name: "preflight",
  metrics_path: "/api/metrics",
  authorization: { credentials: token },
  static_configs: [{ targets: [`${HOST}:${port}`] }],
  metric_relabel_configs: [
    {
      ...{ source_labels: ["__name__"], regex: "preflight_(http_request_duration_seconds.*)" },
      ...{ target_label: "__name__", replacement: "$1" },
    },
    {
      ...{ source_labels: ["__name__"], regex: "preflight_database_query_(.*)" },
      ...{ target_label: "__name__", replacement: "db_query_$1" },
    },
  ],
});

// The histogram counts them already.
const requests = { record: "http_requests_total", expr: "http_request_duration_seconds_count" };

const RATE = "sum(rate(http_requests_total[5m]))";
const rules = [
  {
    alert: "TooManyErrors",
    expr: `sum(rate(http_requests_total{status=~"5.."}[5m])) / ${RATE} > 0.05`,
    summary: "More than 5 % of the answers are errors",
  },
  {
    alert: "SlowAnswers",
    expr: "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1",
    summary: "One answer in twenty takes more than a second",
  },
  {
    alert: "BusyProcessor",
    expr: 'avg(rate(node_cpu_seconds_total{mode!="idle"}[5m])) > 0.9',
    summary: "The processor has no time left",
  },
  {
    alert: "LittleMemory",
    expr: "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.1",
    summary: "Less than a tenth of the memory is left",
  },
  {
    alert: "RefusedSignIns",
    expr: 'sum(rate(http_requests_total{status=~"401|403"}[5m])) > 5',
    summary: "Somebody tries passwords",
  },
];

const alert = ({ alert: name, expr, summary }: (typeof rules)[number]) => ({
  ...{ alert: name, expr, for: "2m", labels: { severity: "critical" } },
  annotations: { summary, runbook_url: `https://runbooks.northwind.example/${name}` },
});

// The mail goes nowhere: nobody listens on that port.
const alertmanagerConfig = {
  global: { smtp_smarthost: `${HOST}:9`, smtp_from: "alerts@northwind.example" },
  route: {
    ...{ receiver: "on-call", group_by: ["alertname"] },
    ...{ group_wait: "30s", group_interval: "5m", repeat_interval: "4h" },
  },
  receivers: [
    { name: "on-call", email_configs: [{ to: "on-call@northwind.example", require_tls: false }] },
  ],
  inhibit_rules: [
    {
      source_matchers: ["severity = critical"],
      target_matchers: ["severity = warning"],
      equal: ["alertname"],
    },
  ],
};
