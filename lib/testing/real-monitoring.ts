// Debian's Prometheus, Alertmanager and node exporter, really started, and something to scrape.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { startMonitoring, type Monitoring } from "#scripts/debian/monitoring.ts";
import { findMonitoringPrograms } from "#scripts/debian/programs.ts";
import { findFreePort } from "#scripts/launch/ports.ts";

const NO_PREFERENCE = 65_536;

export type RealMonitoring = Monitoring & {
  folder: string;
  /** Waits until the expression has a result in Prometheus. */
  until: (promql: string) => Promise<void>;
};

export type MonitoringOptions = {
  /**
   * What each path of the scraped server answers, by seconds since it was started: lines of metrics.
   * Each path is a job of that name.
   */
  metrics?: Record<string, (seconds: number) => string>;
  /** Jobs that have a second target. */
  twice?: readonly string[];
  /** OpenMetrics from before Prometheus was started, with times. */
  history?: string;
  ruleGroups?: readonly object[];
  alertmanagerConfig?: object;
};

const SILENT = { route: { receiver: "nobody" }, receivers: [{ name: "nobody" }] };

/** Starts all of them; the job `gone` has one target, on which nobody answers. */
export async function startRealMonitoring(options: MonitoringOptions): Promise<RealMonitoring> {
  const found = findMonitoringPrograms();
  if (!found.programs) throw new Error(found.reason);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-monitoring-"));
  const scraped = await serveMetrics(options.metrics ?? {});
  const ports = {
    prometheus: await findFreePort(NO_PREFERENCE, "127.0.0.1"),
    alertmanager: await findFreePort(NO_PREFERENCE, "127.0.0.1"),
    nodeExporter: await findFreePort(NO_PREFERENCE, "127.0.0.1"),
  };
  const jobs = Object.keys(options.metrics ?? {}).map((name) => ({
    job_name: name,
    metrics_path: `/${name}`,
    static_configs: [{ targets: targetsOf(scraped.port, options.twice?.includes(name) ?? false) }],
  }));
  const gone = { job_name: "gone", static_configs: [{ targets: ["127.0.0.1:1"] }] };
  if (options.history) {
    fs.writeFileSync(path.join(folder, "history"), options.history);
    const blocks = ["tsdb", "create-blocks-from", "openmetrics", "history", "prometheus"];
    execFileSync(found.programs.promtool, blocks, { cwd: folder, stdio: "pipe" });
  }
  const monitoring = await startMonitoring({
    programs: found.programs,
    ...{ folder, ports, intervalSeconds: 1 },
    scrapeConfigs: [...jobs, gone],
    ruleGroups: options.ruleGroups ?? [],
    alertmanagerConfig: options.alertmanagerConfig ?? SILENT,
  });
  return {
    ...monitoring,
    folder,
    until: (promql) => untilResult(monitoring.prometheusUrl, promql),
    stop: async () => {
      await monitoring.stop();
      await scraped.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

const targetsOf = (port: number, twice: boolean): string[] => [
  `127.0.0.1:${port}`,
  ...(twice ? [`localhost:${port}`] : []),
];

async function serveMetrics(
  metrics: Record<string, (seconds: number) => string>,
): Promise<{ port: number; close: () => Promise<void> }> {
  const started = Date.now();
  const server = http.createServer((request, answer) => {
    const text = metrics[(request.url ?? "").slice(1)];
    answer.writeHead(text ? 200 : 404, { "content-type": "text/plain; version=0.0.4" });
    const seconds = (Date.now() - started) / 1_000 + 1;
    answer.end(text ? `${text(seconds).trim().replaceAll(/^\s+/gm, "")}\n` : "");
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, close };
}

async function untilResult(url: string, promql: string): Promise<void> {
  const deadline = Date.now() + 25_000;
  while (Date.now() < deadline) {
    const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(promql)}`);
    const { data } = (await answer.json()) as { data?: { result: unknown[] } };
    if (data && data.result.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${promql} has no result.`);
}
