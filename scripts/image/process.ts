import { spawn } from "node:child_process";
import { once } from "node:events";
import { vi } from "vitest";

export type Process = {
  /** All that it has printed. */
  output: () => string;
  /** Its exit status, once it has ended. */
  exited: Promise<number | null>;
  /** Sends SIGTERM; returns exit status and how long it took, in milliseconds. */
  stop: () => Promise<{ code: number | null; milliseconds: number }>;
  /** Ends it at once, whatever it does. */
  kill: () => void;
};

/** Runs one of the image's commands as a container would: in its folder, with `env` and nothing more. */
export function run(folder: string, script: string, env: Record<string, string>): Process {
  const child = spawn(process.execPath, [script], {
    cwd: folder,
    env: { NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes: Buffer) => (output += bytes.toString()));
  }
  const exited = once(child, "close").then(([code]) => code as number | null);
  return {
    output: () => output,
    exited,
    async stop() {
      const started = performance.now();
      child.kill("SIGTERM");
      return { code: await exited, milliseconds: performance.now() - started };
    },
    kill: () => child.kill("SIGKILL"),
  };
}

/** Waits until `check` no longer throws. */
export const soon = (check: () => unknown): Promise<unknown> =>
  vi.waitFor(check, { timeout: 30_000, interval: 100 });
