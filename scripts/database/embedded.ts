import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, closeSync, openSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { LaunchFailure } from "#scripts/launch/failure.ts";
import { findFreePort, isPortFree } from "#scripts/launch/ports.ts";
import { endProcess, markOf, waitUntil } from "#scripts/launch/process-info.ts";
import { type Cluster, createCluster, endPreviousServer, pidFileLines } from "./cluster.ts";
import { serverEnvironment, serverPrograms } from "./programs.ts";
import { invocation, serverAccount } from "./server-account.ts";

export interface EmbeddedPostgresOptions {
  /** Folder of the database cluster; made when it does not exist. */
  dataDir: string;
  /** Listen on exactly this port; without it on a free one from 54320 on. */
  port?: number;
  /** Password of the owner; without it, one is made and kept inside `dataDir`. */
  password?: string;
  /** File that takes the server's own log lines. */
  log: string;
  /** Further server settings, such as `fastSettings` for tests. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  port: number;
  /** Connection string of the superuser `postgres`; the database defaults to "postgres". */
  ownerUrl(database?: string): string;
  /** Resolves when the server's process has ended, for whatever reason. */
  exited: Promise<void>;
  pid: number;
  stop(): Promise<void>;
}

/** For databases that are thrown away: a crash of the machine may lose them. */
export const fastSettings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** The port that is tried first when none is asked for. */
export const FIRST_PORT = 54_320;

const HOST = "127.0.0.1";
const READY_WITHIN = 120_000;

const baseSettings: Record<string, string> = {
  listen_addresses: HOST,
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  max_wal_size: "1GB",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};

function launch(cluster: Cluster, port: number, log: string, settings: Record<string, string>) {
  const flags = Object.entries({ ...baseSettings, ...settings }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const { file, args, ids } = invocation(cluster.account, cluster.programs.postgres, [
    ...["-D", cluster.dataDir, "-p", String(port)],
    ...flags,
  ]);
  const output = openSync(log, "a", 0o600);
  const from = statSync(log).size;
  // In its own process group: a Ctrl-C in the terminal must not end it before the web server.
  const child = spawn(file, args, {
    ...ids,
    detached: true,
    cwd: cluster.dataDir,
    stdio: ["ignore", output, output],
    env: serverEnvironment(),
  });
  closeSync(output);
  return { child, said: () => readFileSync(log).subarray(from).toString() };
}

/** Whether the server accepts connections; false when its process ended before. */
async function becameReady(child: ChildProcess, dataDir: string): Promise<boolean> {
  let ended = false;
  child.once("error", () => (ended = true));
  child.once("exit", () => (ended = true));
  const ready = () => {
    const [pid, , , , , , , status] = pidFileLines(dataDir);
    return Number(pid) === child.pid && status?.trim() === "ready";
  };
  const inTime = await waitUntil(() => ended || ready(), READY_WITHIN);
  if (!inTime) child.kill("SIGQUIT");
  return inTime && !ended;
}

function refusal(said: string, log: string): LaunchFailure {
  const line = said.match(/(?:FATAL|PANIC|ERROR):\s+(.*)/)?.[1] ?? "no reason given";
  if (/no space left/i.test(said)) {
    return new LaunchFailure("The disk is full.", "Free at least 1 GB and start again.");
  }
  return new LaunchFailure(`The embedded database did not start: ${line}.`, `See ${log}.`);
}

/** Starts the server; tries again while remains of a killed one still hold the data or the port. */
async function launchUntilReady(
  cluster: Cluster,
  { port: wanted, log, settings = {} }: EmbeddedPostgresOptions,
): Promise<{ child: ChildProcess; port: number }> {
  const end = performance.now() + 15_000;
  for (;;) {
    if (wanted && !(await isPortFree(wanted, HOST))) {
      throw new LaunchFailure(
        `Port ${wanted} is taken by another program.`,
        "Stop it, or choose another port for the database.",
      );
    }
    const port = wanted ?? (await findFreePort(FIRST_PORT, HOST));
    const { child, said } = launch(cluster, port, log, settings);
    if (await becameReady(child, cluster.dataDir)) return { child, port };
    const passing = /pre-existing shared memory|lock file .* (exists|is empty)|in use/i;
    if (!passing.test(said()) || performance.now() > end) throw refusal(said(), log);
    await endPreviousServer(cluster.dataDir);
  }
}

/**
 * Starts the PostgreSQL 18 that comes with the dependencies on `dataDir`, on 127.0.0.1 only.
 * A server left over on the same folder by a killed process is ended first.
 * @throws LaunchFailure with cause and remedy
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const programs = serverPrograms({ forOthers: process.getuid?.() === 0 });
  const account = serverAccount(dataDir, programs.folder);
  const durable = options.settings?.fsync !== "off";
  const cluster = { dataDir, programs, account, durable };
  await endPreviousServer(dataDir);
  const password = await createCluster(cluster, options.password, randomBytes(24).toString("hex"));
  if (account) chownSync(dataDir, account.uid, account.gid);
  const { child, port } = await launchUntilReady(cluster, options);

  const pid = child.pid ?? 0;
  const exited = new Promise<void>((settle) => {
    if (child.exitCode !== null || child.signalCode !== null) settle();
    child.once("exit", () => settle());
  });
  // Last resort when our process ends without stop().
  const onExit = () => child.kill("SIGINT");
  process.once("exit", onExit);
  void exited.then(() => process.off("exit", onExit));
  const mark = markOf(pid);
  return {
    port,
    pid,
    exited,
    ownerUrl: (database = "postgres") =>
      `postgresql://postgres:${encodeURIComponent(password)}@${HOST}:${port}/${encodeURIComponent(database)}`,
    async stop() {
      // SIGINT is the "fast" shutdown: open connections are ended, data is written.
      await endProcess(mark, { first: "SIGINT", grace: 8_000, group: false });
    },
  };
}
