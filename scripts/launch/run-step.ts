import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { LaunchFailure, Stopped } from "./failure.ts";
import { type ProcessMark, endProcess, markOf } from "./process-info.ts";
import { ROOT } from "./settings.ts";

export interface StepCommand {
  /** Script or program of Node, with its arguments. */
  args: string[];
  /** File that takes everything it says. */
  log: string;
  env?: Record<string, string | undefined>;
  /** Gets each piece of its standard output as well. */
  onOutput?: (text: string) => void;
  /** Gets each piece of its error output as well. */
  onErrorOutput?: (text: string) => void;
  signal: AbortSignal;
  /** Called with its process, so that the next start can end it should we be killed. */
  onStart?: ((mark: ProcessMark) => void) | undefined;
  /** What failed, for the sentence: "The build failed". */
  failed: string;
}

/** The last lines that say something, without colours, shortened. */
export function lastLines(text: string, count: number): string {
  const lines = text.replaceAll(/\u001b\[[0-9;]*[A-Za-z]/g, "").split("\n");
  return lines
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== "")
    .slice(-count)
    .join("\n");
}

/**
 * Runs one command of a step on our Node to its end.
 * @throws Stopped when `signal` fires, LaunchFailure with its last words when it fails
 */
export async function runStep(command: StepCommand): Promise<void> {
  const { args, log, env, onOutput, onErrorOutput, signal, onStart, failed } = command;
  signal.throwIfAborted();
  const file = openSync(log, "w", 0o600);
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // In its own process group, so that all that it starts can be ended with it.
    detached: true,
  });
  const mark = markOf(child.pid ?? 0);
  onStart?.(mark);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    writeSync(file, text);
    onOutput?.(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    writeSync(file, text);
    onErrorOutput?.(text);
  });
  const stop = () => void endProcess(mark, { grace: 3_000, group: true });
  signal.addEventListener("abort", stop, { once: true });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code));
  }).finally(() => {
    signal.removeEventListener("abort", stop);
    closeSync(file);
  });
  if (signal.aborted) throw new Stopped("Stopped");
  if (status === 0) return;
  const said = readFileSync(log, "utf8");
  if (/ENOSPC|no space left/i.test(said)) {
    throw new LaunchFailure("The disk is full.", "Free at least 1 GB and start again.");
  }
  process.stderr.write(`\n${lastLines(said, 30)}\n\n`);
  throw new LaunchFailure(`${failed} (see the lines above).`, `All of its output is in ${log}.`);
}
