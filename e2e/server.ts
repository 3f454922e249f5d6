import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const ROOT = path.resolve(import.meta.dirname, "..");
const READY_WITHIN = 6 * 60_000;

export type Server = {
  /** Where it answers, without a slash at the end. */
  url: string;
  setupCode: string;
  /** Its database, for the owner of the tables. */
  databaseUrl: () => string;
  /** What it has printed so far. */
  output: () => string;
  /** Ends it as Ctrl-C would and removes its data. */
  stop: () => Promise<void>;
};

/**
 * Starts the application as `npm start` does, or with `--demo` as `npm run demo` does, with a database
 * of its own, on a free port.
 */
export async function startServer(
  env: Record<string, string> = {},
  ...args: string[]
): Promise<Server> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-e2e-"));
  fs.chmodSync(dataDir, 0o755);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const setupCode = randomBytes(12).toString("hex");
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _ownerUrl, ...inherited } = process.env;
  const child = spawn(process.execPath, ["scripts/start.mjs", ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...inherited,
      PORT: String(port),
      PREFLIGHT_DATA_DIR: dataDir,
      PREFLIGHT_SETUP_CODE: setupCode,
      // The identity providers of specs are on this machine.
      PREFLIGHT_ALLOW_PRIVATE_NETWORKS: "127.0.0.1/32",
      ...env,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
    fs.rmSync(dataDir, { recursive: true, force: true });
  };

  const deadline = Date.now() + READY_WITHIN;
  while (!(await answers(`${url}/api/ready`))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`The application did not become ready:\n${output}`);
    }
    await pause(200);
  }
  const databaseUrl = () => embeddedDatabase(dataDir);
  return { url, setupCode, databaseUrl, output: () => output, stop };
}

/** Where the launcher's own Postgres listens: the fourth line of its pid file is the port. */
function embeddedDatabase(dataDir: string): string {
  const read = (...file: string[]) => fs.readFileSync(path.join(dataDir, ...file), "utf8");
  const port = read("postgres", "postmaster.pid").split("\n")[3] ?? "";
  const { databaseOwnerPassword } = JSON.parse(read("secrets.json")) as Record<string, string>;
  return `postgres://postgres:${databaseOwnerPassword}@127.0.0.1:${port}/preflight`;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
