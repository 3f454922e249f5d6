import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { maskUrls } from "./failure.ts";
import { consoleLine, openLog } from "./log-file.ts";
import { type ProcessMark, endProcess, killGroup, markOf } from "./process-info.ts";

export interface ServiceOptions {
  /** Short name for the console: "web". */
  name: string;
  /** Arguments for our Node. */
  args: string[];
  cwd: string;
  env: Record<string, string | undefined>;
  log: string;
  /** Show every line instead of warnings and errors only. */
  verbose: boolean;
  say: (line: string) => void;
  /** Called after each start, so that the process can be found again. */
  onStart: (mark: ProcessMark) => void;
}

/** A process that is started again when it ends by itself. */
export interface Service {
  /** How often it has ended by itself. */
  deaths(): number;
  /** Its last lines, oldest first. */
  lastWords(): string[];
  stop(graceMilliseconds: number): Promise<void>;
}

const LONGEST_PAUSE = 30_000;
const COUNTS_AS_STABLE = 60_000;
// A process that fails all the time must not flood the console; its log has everything.
const WINDOW = 10_000;
const SHOWN_PER_WINDOW = 20;

/** Pause before the next start after `deaths` in a row: 1 s, 2 s, 4 s … 30 s. */
export function pauseAfter(deaths: number): number {
  return Math.min(1_000 * 2 ** (deaths - 1), LONGEST_PAUSE);
}

/** Says some lines a while, then that there are more. */
function sparingly(say: (line: string) => void, more: string): (line: string) => void {
  let windowStart = 0;
  let shown = 0;
  return (line) => {
    if (performance.now() - windowStart > WINDOW) {
      windowStart = performance.now();
      shown = 0;
    }
    shown += 1;
    if (shown <= SHOWN_PER_WINDOW) say(line);
    else if (shown === SHOWN_PER_WINDOW + 1) say(more);
  };
}

/** Starts a service and keeps it running until `stop`. */
export function startService(options: ServiceOptions): Service {
  const { name, args, cwd, env, verbose, say, onStart } = options;
  const log = openLog(options.log);
  const recent: string[] = [];
  const stopping = new AbortController();
  const show = sparingly(say, `${name} | … more in ${options.log}`);
  let deaths = 0;
  let current: ChildProcess | undefined;

  function follow(stream: Readable, fromStderr: boolean): void {
    createInterface({ input: stream, crlfDelay: Infinity }).on("line", (line) => {
      log.write(`${line}\n`);
      recent.push(maskUrls(line));
      if (recent.length > 20) recent.shift();
      if (stopping.signal.aborted) return;
      if (verbose) {
        say(`${name} | ${line}`);
        return;
      }
      const short = consoleLine(line, fromStderr);
      if (short) show(`${name} | ${maskUrls(short)}`);
    });
  }

  function runOnce(): Promise<string> {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // In its own process group: a Ctrl-C in the terminal reaches the launcher only.
      detached: true,
    });
    current = child;
    if (child.pid) onStart(markOf(child.pid));
    follow(child.stdout, false);
    follow(child.stderr, true);
    return new Promise((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("exit", (code, signal) => {
        if (child.pid) killGroup(child.pid);
        resolve(signal ?? `exit status ${code}`);
      });
    });
  }

  async function keepRunning(): Promise<void> {
    let inARow = 0;
    while (!stopping.signal.aborted) {
      const start = performance.now();
      const how = await runOnce();
      if (stopping.signal.aborted) return;
      deaths += 1;
      inARow = performance.now() - start > COUNTS_AS_STABLE ? 1 : inARow + 1;
      const pause = pauseAfter(inARow);
      say(`${name} ended by itself (${how}); starting it again in ${pause / 1000} s.`);
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const finished = keepRunning();
  return {
    deaths: () => deaths,
    lastWords: () => [...recent],
    async stop(graceMilliseconds) {
      stopping.abort();
      const child = current;
      if (child?.pid && child.exitCode === null && child.signalCode === null) {
        await endProcess(markOf(child.pid), { grace: graceMilliseconds, group: true });
      }
      await finished;
      log.end();
    },
  };
}
