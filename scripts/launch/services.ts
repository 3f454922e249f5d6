import { join } from "node:path";
import type { Database } from "./database.ts";
import { LOOPBACK } from "./demo.ts";
import { LaunchFailure } from "./failure.ts";
import { findFreePort } from "./ports.ts";
import { waitForReady } from "./ready.ts";
import { lastLines } from "./run-step.ts";
import { type Service, startService } from "./service.ts";
import { ROOT, type Settings } from "./settings.ts";
import type { Instance } from "./single-instance.ts";
import { nodeOptions, WORKER_THREADS } from "./node-limits.ts";

const USUAL_PORT = 3000;
const GIVE_UP_AFTER_DEATHS = 3;
/** Web and worker must finish within 10 s of a signal; the database needs the rest. */
const GRACE = 8_000;

export interface Address {
  port: number;
  /** Where people open it. */
  url: string;
}

/** The web port: the given one, else the first free one from 3000 on. */
export async function chooseAddress(settings: Settings): Promise<Address> {
  const port = settings.port ?? (await findFreePort(USUAL_PORT, settings.host));
  return { port, url: settings.publicUrl ?? `http://localhost:${port}` };
}

interface ServicesOptions {
  settings: Settings;
  address: Address;
  database: Database;
  secret: string;
  setupCode: string | undefined;
  /** Who shows it may read the metrics of the demo; undefined outside of it. */
  demoMetricsToken: string | undefined;
  /** Folder of the standalone server; undefined for `next dev`. */
  build: string | undefined;
  logs: string;
  instance: Instance;
  say: (line: string) => void;
}

/** The web server and the worker. */
export interface Services {
  /** Waits until both work. @throws LaunchFailure when one of them cannot stay up */
  ready(signal: AbortSignal, update: (detail: string) => void): Promise<void>;
  stop(): Promise<void>;
}

function environment(options: ServicesOptions) {
  const { settings, address, database, secret, demoMetricsToken } = options;
  return {
    ...(demoMetricsToken
      ? { PREFLIGHT_METRICS_TOKEN: demoMetricsToken, PREFLIGHT_ALLOW_PRIVATE_NETWORKS: LOOPBACK }
      : {}),
    // Which role it needs is known from the address; one from outside could only be wrong.
    PREFLIGHT_DATABASE_ROLE: undefined,
    ...database.appEnv,
    DATABASE_OWNER_URL: undefined,
    NODE_ENV: settings.mode === "dev" ? "development" : "production",
    PREFLIGHT_SECRET: secret,
    PREFLIGHT_URL: address.url,
    PREFLIGHT_DATA_DIR: settings.dataDir,
    PORT: String(address.port),
    HOSTNAME: settings.host,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

function webArguments({ build, address, settings }: ServicesOptions): string[] {
  if (build) return [join(build, "server.js")];
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  return [next, "dev", "--port", String(address.port), "--hostname", settings.host];
}

function requireAlive(services: Record<string, Service>): void {
  for (const [name, service] of Object.entries(services)) {
    if (service.deaths() < GIVE_UP_AFTER_DEATHS) continue;
    process.stderr.write(`\n${lastLines(service.lastWords().join("\n"), 15)}\n\n`);
    throw new LaunchFailure(
      `The ${name} process ended ${service.deaths()} times while starting (its last lines are above).`,
      "Correct the cause that they name and start again.",
    );
  }
}

/** Starts both processes. */
export function startServices(options: ServicesOptions): Services {
  const { settings, address, setupCode, build, logs, instance, say } = options;
  const env = environment(options);
  const dev = settings.mode === "dev";
  const common = { verbose: settings.logToStdout, say };
  const web = startService({
    ...common,
    name: "web",
    args: webArguments(options),
    cwd: build ?? ROOT,
    env: {
      ...env,
      PREFLIGHT_SETUP_CODE: setupCode,
      // `next dev` compiles as well and needs what Node gives it.
      ...(build ? { NODE_OPTIONS: nodeOptions("web") } : {}),
    },
    log: join(logs, "web.log"),
    verbose: common.verbose || dev,
    onStart: (mark) => instance.record({ children: { web: mark } }),
  });
  const worker = startService({
    ...common,
    name: "worker",
    args: [...(dev ? ["--watch", "--watch-preserve-output"] : []), join("scripts", "worker.ts")],
    cwd: ROOT,
    env: {
      ...env,
      PREFLIGHT_SETUP_CODE: undefined,
      NODE_OPTIONS: nodeOptions("worker"),
      UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? WORKER_THREADS,
    },
    log: join(logs, "worker.log"),
    onStart: (mark) => instance.record({ children: { worker: mark } }),
  });
  return {
    async ready(signal, update) {
      const host = ["0.0.0.0", "::"].includes(settings.host) ? "127.0.0.1" : settings.host;
      const base = `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
      const missing = await waitForReady(`${base}/api/ready`, {
        milliseconds: dev ? 300_000 : 120_000,
        signal,
        update: (what) => {
          requireAlive({ web, worker });
          update(`waiting for ${what}`);
        },
      });
      signal.throwIfAborted();
      if (!missing) return;
      throw new LaunchFailure(
        `Preflight did not become ready in time; it still waits for ${missing}.`,
        `See web.log and worker.log in ${logs}.`,
      );
    },
    async stop() {
      await Promise.all([web.stop(GRACE), worker.stop(GRACE)]);
    },
  };
}
