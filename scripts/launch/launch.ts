import { relative } from "node:path";
import { applyMigrations } from "#scripts/database/migrate.ts";
import { loadCatalog } from "#scripts/load-catalog.ts";
import { ensureBuild, ensureClient } from "./build.ts";
import { hasOrganization } from "./connect.ts";
import { type Database, openDatabase, prepareAppRole } from "./database.ts";
import { connectDemo, credentials, fillDemo, prepareDemo } from "./demo.ts";
import { type DemoSignals, startDemoSignals } from "./demo-monitoring.ts";
import { LaunchFailure } from "./failure.ts";
import { isPortFree, requireHost } from "./ports.ts";
import { type Progress, createProgress } from "./progress.ts";
import { type Secrets, loadSecrets, newSetupCode, saveSecrets } from "./secrets.ts";
import { type Address, chooseAddress, startServices } from "./services.ts";
import { ROOT, type Settings } from "./settings.ts";
import type { Instance } from "./single-instance.ts";

export interface LaunchContext {
  settings: Settings;
  /** Folder for log files. */
  logs: string;
  instance: Instance;
  /** Fires when the operator wants to stop. */
  signal: AbortSignal;
  /** Takes what undoes a step; the caller runs them, last first. */
  cleanUp: (undo: () => Promise<void>) => void;
}

const STEPS: Record<Settings["mode"], number> = { start: 7, dev: 6, demo: 9 };

/** The code to show at the first run; forgotten as soon as an organisation exists. */
async function setupCode(
  settings: Settings,
  secrets: Secrets,
  ownerUrl: string,
): Promise<string | undefined> {
  if (await hasOrganization(ownerUrl)) {
    if (secrets.setupCode) saveSecrets(settings.dataDir, { ...secrets, setupCode: undefined });
    return undefined;
  }
  if (settings.setupCode) return settings.setupCode;
  const code = secrets.setupCode ?? newSetupCode();
  if (!secrets.setupCode) saveSecrets(settings.dataDir, { ...secrets, setupCode: code });
  return code;
}

async function migrate(ownerUrl: string): Promise<{ applied: string[] }> {
  try {
    return await applyMigrations(ownerUrl);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/schema is not empty/i.test(message)) {
      throw new LaunchFailure(
        "DATABASE_URL: the database holds tables of another program.",
        "Name an empty database.",
        { cause: error },
      );
    }
    if (!/permission denied/i.test(message)) throw error;
    throw new LaunchFailure(
      `${message}.`,
      "Let the migrations run as the owner of the database (ALTER DATABASE … OWNER TO …), named in DATABASE_URL or DATABASE_OWNER_URL.",
      { cause: error },
    );
  }
}

/** Database, migrations, catalog and, for the demo, its content. */
async function openData(context: LaunchContext, progress: Progress, secrets: Secrets) {
  const { settings, logs, signal, cleanUp } = context;
  const opened: { database?: Database } = {};
  await progress.step("Database", async () => {
    opened.database = await openDatabase(settings, secrets, progress.say);
    cleanUp(() => opened.database?.stop() ?? Promise.resolve());
    return opened.database.description;
  });
  signal.throwIfAborted();
  const { database } = opened;
  if (!database) throw new Error("The step above opens the database or throws");
  await progress.step("Migrations", async () => {
    if (settings.mode === "demo") await prepareDemo(database, settings.dataDir);
    const { applied } = await migrate(database.ownerUrl);
    await prepareAppRole(database, secrets);
    return applied.length === 0 ? "up to date" : `${applied.length} applied`;
  });
  signal.throwIfAborted();
  await progress.step("Catalog", async () => {
    const { version, loaded } = await loadCatalog(database.ownerUrl);
    return `version ${version} ${loaded ? "loaded" : "is there"}`;
  });
  signal.throwIfAborted();
  if (settings.mode === "demo") {
    await progress.step("Sample organisation", (update) =>
      fillDemo(database, {
        dataDir: settings.dataDir,
        secret: settings.secret ?? secrets.secret,
        logs,
        signal,
        update,
        onStart: (mark) => context.instance.record({ children: { demo: mark } }),
      }),
    );
  }
  return database;
}

interface Demo {
  database: Database;
  address: Address;
  secrets: Secrets;
}

/** Starts what watches the demo, and lets its own project know where everything is. */
async function watchDemo(
  { settings, logs, instance, signal, cleanUp }: LaunchContext,
  progress: Progress,
  { database, address, secrets }: Demo,
): Promise<DemoSignals> {
  const started: { signals?: DemoSignals } = {};
  await progress.step("Monitoring of the demo", async () => {
    const signals = await startDemoSignals(settings.dataDir, address, database, (children) =>
      instance.record({ children }),
    );
    cleanUp(() => signals.stop());
    started.signals = signals;
    await connectDemo(database, {
      ...{ address, signals, logs, signal, secret: settings.secret ?? secrets.secret },
      onStart: (mark) => instance.record({ children: { connect: mark } }),
    });
    return signals.description;
  });
  if (!started.signals) throw new Error("The step above starts it or throws");
  return started.signals;
}

function banner(
  settings: Settings,
  database: Database,
  { url }: Address,
  code: string | undefined,
): string {
  const folder = relative(ROOT, settings.dataDir) || settings.dataDir;
  return [
    "",
    `Preflight is ready at ${url}`,
    ...(code ? ["", `  First run: open ${url}/setup and enter the setup code ${code}`] : []),
    ...(settings.mode === "demo" ? ["", credentials(settings.dataDir, database)] : []),
    "",
    `Data and logs are in ${folder.startsWith("..") ? settings.dataDir : folder}. Ctrl-C stops everything.`,
    "",
  ].join("\n");
}

/**
 * Brings everything up; returns once it is ready. What it started is left to `cleanUp`.
 * @throws LaunchFailure with cause and remedy, Stopped when `signal` fired
 */
export async function launch(context: LaunchContext): Promise<void> {
  const { settings, logs, instance, signal, cleanUp } = context;
  const progress = createProgress(process.stdout, { first: 2, total: STEPS[settings.mode] });
  await requireHost(settings.host);
  if (settings.port && !(await isPortFree(settings.port, settings.host))) {
    throw new LaunchFailure(
      `Port ${settings.port} (PORT) is taken by another program.`,
      "Stop that program, choose another PORT, or unset PORT to get a free one.",
    );
  }
  const secrets = loadSecrets(settings.dataDir);
  await progress.step("Database client", () => ensureClient(logs, signal));
  const database = await openData(context, progress, secrets);

  let build: string | undefined;
  if (settings.mode !== "dev") {
    await progress.step("Build", async (update) => {
      const { folder, done } = await ensureBuild(logs, signal, update, (mark) =>
        instance.record({ children: { build: mark } }),
      );
      build = folder;
      return done;
    });
  }
  signal.throwIfAborted();
  const code = await setupCode(settings, secrets, database.ownerUrl);
  const address = await chooseAddress(settings);
  const signals =
    settings.mode === "demo"
      ? await watchDemo(context, progress, { database, address, secrets })
      : undefined;
  await progress.step("Web server and worker", async (update) => {
    const services = startServices({
      ...{ settings, address, database, build, logs, instance, say: progress.say },
      secret: settings.secret ?? secrets.secret,
      setupCode: code,
      demoMetricsToken: signals?.metricsToken,
    });
    cleanUp(() => services.stop());
    await services.ready(signal, update);
    instance.record({ url: address.url });
    const moved = address.port !== 3000 && !settings.port;
    return `port ${address.port}${moved ? " (3000 is taken)" : ""}`;
  });
  progress.say(banner(settings, database, address, code));
}
