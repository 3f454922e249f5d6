import { execFile } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from "node:fs";
import { rm, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { LaunchFailure } from "#scripts/launch/failure.ts";
import { commandLine, endProcess, isAlive, markOf } from "#scripts/launch/process-info.ts";
import { type ServerPrograms, serverEnvironment } from "./programs.ts";
import { type ServerAccount, invocation } from "./server-account.ts";

/** A database cluster on disk, and what runs it. */
export interface Cluster {
  dataDir: string;
  programs: ServerPrograms;
  account: ServerAccount | undefined;
  /** False for clusters that are thrown away: making one does not wait for the disk. */
  durable: boolean;
}

const MAJOR = "18";
const PASSWORD_FILE = "owner-password";

/** Lines of postmaster.pid: pid, data folder, start, port, socket, address, memory, status. */
export function pidFileLines(dataDir: string): string[] {
  try {
    return readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

/**
 * Ends a server that still runs on the folder, and removes a pid file that names another program:
 * after a reboot the pid may belong to anybody, and PostgreSQL would refuse to start.
 */
export async function endPreviousServer(dataDir: string): Promise<void> {
  const pid = Number(pidFileLines(dataDir)[0]);
  if (!(pid > 1) || !isAlive(pid)) return;
  const command = commandLine(pid);
  if (command.includes("postgres") && command.includes(dataDir)) {
    await endProcess(markOf(pid), { first: "SIGINT", grace: 10_000, group: false });
  } else {
    await unlink(join(dataDir, "postmaster.pid")).catch(() => undefined);
  }
}

function checkExisting(dataDir: string): boolean {
  let version: string;
  try {
    version = readFileSync(join(dataDir, "PG_VERSION"), "utf8").trim();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" && (!existsSync(dataDir) || readdirSync(dataDir).length === 0)) {
      return false;
    }
    throw new LaunchFailure(
      code === "ENOENT"
        ? `${dataDir} holds files, but no database.`
        : `The database folder ${dataDir} belongs to another user.`,
      code === "ENOENT"
        ? "Move them away, or choose another folder with PREFLIGHT_DATA_DIR."
        : "Start Preflight as the user who started it first, or choose another folder with PREFLIGHT_DATA_DIR.",
      { cause: error },
    );
  }
  if (version !== MAJOR) {
    throw new LaunchFailure(
      `${dataDir} was made by PostgreSQL ${version}; this version of Preflight brings ${MAJOR}.`,
      "Restore a dump into a new folder (PREFLIGHT_DATA_DIR), or start the older version.",
    );
  }
  return true;
}

async function initialise(cluster: Cluster, password: string): Promise<void> {
  const { dataDir, account, programs } = cluster;
  // Made aside and renamed, so that a start that was cut off leaves no half cluster.
  const fresh = `${dataDir}.new`;
  const passwordFile = `${dataDir}.password`;
  await rm(fresh, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: "wx" });
    if (account) {
      for (const path of [fresh, passwordFile]) chownSync(path, account.uid, account.gid);
    }
    const { file, args, ids } = invocation(account, programs.initdb, [
      ...["-D", fresh, "-U", "postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"],
      // Sorts by code point and knows upper and lower case of all scripts, on every machine alike.
      ...["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      ...["--locale=C", "--no-instructions", ...(cluster.durable ? [] : ["--no-sync"])],
    ]);
    const env = serverEnvironment();
    await promisify(execFile)(file, args, { ...ids, env, cwd: fresh });
    await rm(dataDir, { recursive: true, force: true });
    renameSync(fresh, dataDir);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    const said = error instanceof Error ? error.message : "";
    if (/no space left/i.test(said)) {
      throw new LaunchFailure("The disk is full.", "Free at least 1 GB and start again.");
    }
    const line = said.match(/(?:FATAL|error):\s+(.*)/i)?.[1] ?? said;
    throw new LaunchFailure(`The database could not be made in ${dataDir}: ${line}.`, "", {
      cause: error,
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/**
 * Makes the cluster unless it exists. Returns the owner's password: `given`, else the one kept
 * in the folder, else `random`, which is then kept there.
 */
export async function createCluster(
  cluster: Cluster,
  given: string | undefined,
  random: string,
): Promise<string> {
  const kept = join(cluster.dataDir, PASSWORD_FILE);
  if (checkExisting(cluster.dataDir)) return given ?? readFileSync(kept, "utf8").trim();
  mkdirSync(dirname(cluster.dataDir), { recursive: true });
  await initialise(cluster, given ?? random);
  if (!given) await writeFile(kept, random, { mode: 0o600 });
  return given ?? random;
}
