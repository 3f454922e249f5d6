import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const READY_WITHIN_MS = 20_000;
const ENDS_WITHIN_MS = 10_000;

export type ProgramStart = {
  file: string;
  args: readonly string[];
  cwd: string;
  /** Where its output goes. */
  log: string;
  /** Answers 2xx once the program serves. */
  readyUrl: string;
};

/** A program of another project that runs beside us; `stop` ends it and waits for that. */
export type RunningProgram = { pid: number; stop: () => Promise<void> };

/** Starts a program and waits until it serves. Throws with the end of its log when it does not. */
export async function startProgram(start: ProgramStart): Promise<RunningProgram> {
  const log = fs.openSync(start.log, "a");
  const child = spawn(start.file, start.args, { cwd: start.cwd, stdio: ["ignore", log, log] });
  fs.closeSync(log);
  let failed: Error | null = null;
  child.on("error", (error) => (failed = error));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(start.readyUrl))) {
    if (failed ?? (hasEnded(child) || Date.now() > deadline)) {
      await stopChild(child);
      const said = fs.readFileSync(start.log, "utf8").slice(-1_000);
      throw new Error(`${start.file} does not serve ${start.readyUrl}: ${said}`, { cause: failed });
    }
    await sleep(50);
  }
  return { pid: child.pid ?? 0, stop: () => stopChild(child) };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null || child.pid === undefined;

async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const impatient = setTimeout(() => child.kill("SIGKILL"), ENDS_WITHIN_MS);
  await ended;
  clearTimeout(impatient);
}
