// A small monitoring of its own: Prometheus, Alertmanager and node exporter on this machine.
import fs from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { startProgram, type RunningProgram } from "./program.ts";
import type { MonitoringPrograms } from "./programs.ts";

const HOST = "127.0.0.1";

type Ports = { prometheus: number; alertmanager: number; nodeExporter: number };

export type MonitoringSetup = {
  programs: MonitoringPrograms;
  /** Configuration, data and logs go below it. */
  folder: string;
  /** Free ones. */
  ports: Ports;
  /** More entries of `scrape_configs`; the node exporter is the job `node`. */
  scrapeConfigs: readonly object[];
  /** `groups` of a file of rules. */
  ruleGroups: readonly object[];
  /** Alertmanager's whole configuration. */
  alertmanagerConfig: object;
  /** Seconds between two scrapes, and between two evaluations of the rules. */
  intervalSeconds: number;
};

export type Monitoring = {
  prometheusUrl: string;
  alertmanagerUrl: string;
  /** Of what runs now, by name. */
  pids: () => Record<string, number>;
  stopPrometheus: () => Promise<void>;
  /** Starts it again on its old data. */
  startPrometheus: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts all three and waits until they serve. */
export async function startMonitoring(setup: MonitoringSetup): Promise<Monitoring> {
  const { programs, folder, ports } = setup;
  fs.mkdirSync(folder, { recursive: true });
  const own = (name: string) => path.join(folder, name);
  fs.writeFileSync(own("alertmanager.yml"), stringify(setup.alertmanagerConfig));
  fs.writeFileSync(own("rules.yml"), stringify({ groups: setup.ruleGroups }));
  fs.writeFileSync(own("prometheus.yml"), stringify(prometheusConfig(setup)));
  const running = new Map<string, RunningProgram>();
  const start = async (name: keyof Ports, args: readonly string[], ready: string) => {
    const readyUrl = `http://${HOST}:${ports[name]}${ready}`;
    const cwd = name === "alertmanager" ? programs.alertmanagerFolder : folder;
    const address = `--web.listen-address=${HOST}:${ports[name]}`;
    const program = { file: programs[name], args: [...args, address], cwd, readyUrl };
    running.set(name, await startProgram({ ...program, log: own(`${name}.log`) }));
  };
  const end = async (name: keyof Ports) => {
    await running.get(name)?.stop();
    running.delete(name);
  };
  const startPrometheus = () =>
    start("prometheus", prometheusArgs(own("prometheus.yml"), own("prometheus")), "/-/ready");
  const stop = async () => {
    await Promise.all([end("prometheus"), end("alertmanager"), end("nodeExporter")]);
  };
  // All are waited for, so that none is left behind when another fails.
  const started = await Promise.allSettled([
    start("nodeExporter", [], "/metrics"),
    start(
      "alertmanager",
      [
        `--config.file=${own("alertmanager.yml")}`,
        `--storage.path=${own("alertmanager")}`,
        "--cluster.listen-address=",
      ],
      "/-/ready",
    ),
    startPrometheus(),
  ]);
  const failed = started.find((each) => each.status === "rejected");
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return {
    prometheusUrl: `http://${HOST}:${ports.prometheus}`,
    alertmanagerUrl: `http://${HOST}:${ports.alertmanager}`,
    pids: () => Object.fromEntries([...running].map(([name, { pid }]) => [name, pid])),
    stopPrometheus: () => end("prometheus"),
    startPrometheus,
    stop,
  };
}

/** Without the short delay a first alert may take a minute to be sent. */
const prometheusArgs = (config: string, data: string): string[] => [
  `--config.file=${config}`,
  `--storage.tsdb.path=${data}`,
  "--rules.alert.resend-delay=2s",
];

function prometheusConfig({ scrapeConfigs, intervalSeconds, ports }: MonitoringSetup): object {
  const at = (port: number) => [{ targets: [`${HOST}:${port}`] }];
  const interval = `${intervalSeconds}s`;
  return {
    global: {
      scrape_interval: interval,
      scrape_timeout: interval,
      evaluation_interval: interval,
    },
    rule_files: ["rules.yml"],
    scrape_configs: [
      { job_name: "node", static_configs: at(ports.nodeExporter) },
      { job_name: "alertmanager", static_configs: at(ports.alertmanager) },
      ...scrapeConfigs,
    ],
    alerting: { alertmanagers: [{ static_configs: at(ports.alertmanager) }] },
  };
}
