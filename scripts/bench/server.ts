import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { nodeOptions } from "#scripts/launch/node-limits.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDER = path.join(ROOT, ".next-bench");

/** Builds the application with the bare routes that it is measured against, beside the ordinary build. */
export async function buildForBench(): Promise<void> {
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, PREFLIGHT_BENCH_BUILD: "1", NODE_ENV: "production" },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`next build ended with ${code}`);
  const standalone = path.join(FOLDER, "standalone");
  const copy = { recursive: true, force: true };
  fs.cpSync(path.join(FOLDER, "static"), path.join(standalone, ".next-bench", "static"), copy);
  fs.cpSync(path.join(ROOT, "public"), path.join(standalone, "public"), copy);
}

export type Web = { url: string; residentMegabytes: () => number; stop: () => Promise<void> };

/** Starts the web server of that build on `port`, with `env` over this process's own. */
export async function startWeb(port: number, env: Record<string, string>): Promise<Web> {
  const child = spawn(process.execPath, ["server.js"], {
    cwd: path.join(FOLDER, "standalone"),
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NODE_OPTIONS: nodeOptions("web"),
      HOSTNAME: "127.0.0.1",
      PORT: String(port),
      ...env,
    },
  });
  const url = `http://localhost:${port}`;
  await answering(child, `http://127.0.0.1:${port}/api/health`);
  return {
    url,
    residentMegabytes: () => residentMegabytes(child.pid ?? 0),
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await pause(100);
  }
  throw new Error("the web server did not answer");
}

function residentMegabytes(pid: number): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1_024;
}
