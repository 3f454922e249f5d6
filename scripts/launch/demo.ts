import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hasOrganization, withClient } from "./connect.ts";
import type { Database } from "./database.ts";
import type { DemoSignals } from "./demo-monitoring.ts";
import { LaunchFailure } from "./failure.ts";
import type { ProcessMark } from "./process-info.ts";
import { lastLines, runStep } from "./run-step.ts";
import { newSetupCode } from "./secrets.ts";
import type { Address } from "./services.ts";
import { writeStamp } from "./stamp.ts";

const SCRIPT = join("scripts", "demo.ts");
const LIVE_SCRIPT = join("scripts", "demo-live.ts");
/** What the demo may call besides public addresses: itself. */
export const LOOPBACK = "127.0.0.0/8,::1";

/**
 * Where the demo keeps what it printed; the file also says that this very database was filled to
 * the end.
 */
function credentialsFile(dataDir: string, { ownerUrl, maintenanceUrl }: Database): string {
  if (maintenanceUrl) return join(dataDir, "credentials.txt");
  const { host, pathname } = new URL(ownerUrl);
  const id = createHash("sha256").update(`${host}${pathname}`).digest("hex").slice(0, 12);
  return join(dataDir, `credentials-${id}.txt`);
}

async function tableExists(ownerUrl: string): Promise<boolean> {
  return withClient("DATABASE_URL", ownerUrl, async (client) => {
    const { rows } = await client.query<{ some: boolean }>(
      "SELECT to_regclass('organizations') IS NOT NULL AS some",
    );
    return rows[0]?.some ?? false;
  });
}

/**
 * Before the migrations: empties an embedded demo that was cut off while it was filled, and
 * refuses a database of yours that has data.
 */
export async function prepareDemo(database: Database, dataDir: string): Promise<void> {
  if (existsSync(credentialsFile(dataDir, database))) return;
  const { ownerUrl, maintenanceUrl } = database;
  if (!(await tableExists(ownerUrl)) || !(await hasOrganization(ownerUrl))) return;
  if (!maintenanceUrl) {
    throw new LaunchFailure(
      "The demo never writes into a database that has data, and the one of DATABASE_URL has.",
      "Unset DATABASE_URL, or name an empty database.",
    );
  }
  const name = new URL(ownerUrl).pathname.slice(1);
  await withClient("The embedded database", maintenanceUrl, async (client) => {
    await client.query(`DROP DATABASE ${client.escapeIdentifier(name)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

interface FillOptions {
  dataDir: string;
  secret: string;
  logs: string;
  signal: AbortSignal;
  onStart: (mark: ProcessMark) => void;
  update: (detail: string) => void;
}

/** Fills the demo once. Returns what was done; `credentials()` has what it printed. */
export async function fillDemo(
  database: Database,
  { dataDir, secret, logs, signal, onStart, update }: FillOptions,
): Promise<string> {
  const file = credentialsFile(dataDir, database);
  if (existsSync(file)) return "filled earlier";
  let printed = "";
  await runStep({
    args: [SCRIPT],
    log: join(logs, "demo.log"),
    env: {
      PREFLIGHT_DATABASE_ROLE: undefined,
      ...database.appEnv,
      DATABASE_OWNER_URL: undefined,
      PREFLIGHT_SECRET: secret,
      PREFLIGHT_DEMO_ALLOWED: "1",
      // The demo sets itself up as a person would, with a code that is good for this run only.
      PREFLIGHT_SETUP_CODE: newSetupCode(),
    },
    failed: "The sample organisation could not be made",
    signal,
    onStart,
    onOutput: (text) => (printed += text),
    onErrorOutput: (text) => update(lastLines(text, 1)),
  });
  writeStamp(file, printed);
  return "filled";
}

interface ConnectOptions extends Omit<FillOptions, "dataDir" | "update"> {
  address: Address;
  signals: DemoSignals;
}

/** Lets the demo's own project watch this instance. */
export async function connectDemo(
  database: Database,
  { secret, logs, signal, onStart, address, signals }: ConnectOptions,
): Promise<void> {
  await runStep({
    args: [LIVE_SCRIPT],
    log: join(logs, "demo-live.log"),
    env: {
      PREFLIGHT_DATABASE_ROLE: undefined,
      ...database.appEnv,
      DATABASE_OWNER_URL: undefined,
      PREFLIGHT_SECRET: secret,
      PREFLIGHT_DEMO_ALLOWED: "1",
      PREFLIGHT_ALLOW_PRIVATE_NETWORKS: LOOPBACK,
      DEMO_BASE_URL: address.url,
      DEMO_METRICS_TOKEN: signals.metricsToken,
      DEMO_PROMETHEUS_URL: signals.prometheusUrl,
      DEMO_ALERTMANAGER_URL: signals.alertmanagerUrl,
      DEMO_POSTGRES_URL: signals.postgresUrl,
    },
    failed: "The sample project could not be connected with this instance",
    signal,
    onStart,
  });
}

/** What the demo printed when it was filled: the people and their passwords. */
export function credentials(dataDir: string, database: Database): string {
  return readFileSync(credentialsFile(dataDir, database), "utf8").trimEnd();
}
