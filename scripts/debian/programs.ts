// Debian's own Prometheus, Alertmanager and node exporter, for tests and the demo: those of the
// system, else the packages unpacked into a cache folder, which needs neither root nor an installation.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PACKAGES = ["prometheus", "prometheus-alertmanager", "prometheus-node-exporter"];
const TEMPLATES = "/usr/share/prometheus/alertmanager";

export type MonitoringPrograms = {
  prometheus: string;
  promtool: string;
  alertmanager: string;
  nodeExporter: string;
  /** The folder in which Alertmanager has to start, because it looks for its templates there. */
  alertmanagerFolder: string;
};

/** The programs, or null and one sentence that says why there are none. */
export function findMonitoringPrograms(
  cache = path.join(ROOT, "node_modules/.cache/preflight-debian"),
): { programs: MonitoringPrograms } | { programs: null; reason: string } {
  const known = installed() ?? unpacked(cache);
  if (known) return { programs: known };
  if (!inPath("apt-get") || !inPath("dpkg-deb")) {
    return { programs: null, reason: reasonOf("this system has no apt to fetch them with") };
  }
  try {
    fetchInto(cache);
  } catch (error) {
    const said = error instanceof Error ? error.message.split("\n").slice(0, 2).join(" ") : "";
    return { programs: null, reason: reasonOf(`apt could not fetch them (${said})`) };
  }
  const programs = unpacked(cache);
  return programs ? { programs } : { programs: null, reason: reasonOf("Debian's lack them") };
}

const reasonOf = (why: string): string =>
  `Prometheus, Alertmanager and node exporter are not installed, and ${why}.`;

function inPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => fs.existsSync(file));
}

function installed(): MonitoringPrograms | null {
  const prometheus = inPath("prometheus");
  const promtool = inPath("promtool");
  const alertmanager = inPath("prometheus-alertmanager", "alertmanager");
  const nodeExporter = inPath("prometheus-node-exporter", "node_exporter");
  if (!prometheus || !promtool || !alertmanager || !nodeExporter) return null;
  return { prometheus, promtool, alertmanager, nodeExporter, alertmanagerFolder: "/" };
}

function unpacked(cache: string): MonitoringPrograms | null {
  const bin = path.join(cache, "usr/bin");
  const programs = {
    prometheus: path.join(bin, "prometheus"),
    promtool: path.join(bin, "promtool"),
    alertmanager: path.join(bin, "prometheus-alertmanager"),
    nodeExporter: path.join(bin, "prometheus-node-exporter"),
    alertmanagerFolder: path.join(cache, TEMPLATES),
  };
  return Object.values(programs).every((file) => fs.existsSync(file)) ? programs : null;
}

/** Unpacks beside the cache and renames, so that two at once do not see half of it. */
function fetchInto(cache: string): void {
  fs.mkdirSync(path.dirname(cache), { recursive: true });
  const folder = fs.mkdtempSync(`${cache}-`);
  try {
    download(folder);
    for (const name of fs.readdirSync(folder).filter((file) => file.endsWith(".deb"))) {
      execFileSync("dpkg-deb", ["-x", name, "unpacked"], { cwd: folder, stdio: "pipe" });
    }
    const made = path.join(folder, "unpacked");
    findTemplatesInWorkingFolder(path.join(made, "usr/bin/prometheus-alertmanager"));
    if (!unpacked(cache)) {
      fs.rmSync(cache, { recursive: true, force: true });
      fs.renameSync(made, cache);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** With the system's lists of packages; where it has none, with fresh ones in the folder. */
function download(folder: string): void {
  const apt = (...args: string[]) =>
    execFileSync("apt-get", ["-qq", ...args], { cwd: folder, stdio: "pipe" });
  try {
    apt("download", ...PACKAGES);
  } catch {
    const own = ["lists", "cache"].map((name) => path.join(folder, name));
    for (const each of own) fs.mkdirSync(path.join(each, "partial"), { recursive: true });
    const options = ["-o", `Dir::State::lists=${own[0]}`, "-o", `Dir::Cache=${own[1]}`];
    apt(...options, "update");
    apt(...options, "download", ...PACKAGES);
  }
}

/**
 * Debian's build opens its templates by an absolute path, where nothing is without an installation.
 * A path of the same length that means the folder in which it starts takes its place.
 */
function findTemplatesInWorkingFolder(program: string): void {
  const bytes = fs.readFileSync(program);
  const here = Buffer.from(".".padEnd(TEMPLATES.length, "/"));
  for (let at = bytes.indexOf(TEMPLATES); at >= 0; at = bytes.indexOf(TEMPLATES, at + 1)) {
    here.copy(bytes, at);
  }
  fs.writeFileSync(program, bytes);
}
