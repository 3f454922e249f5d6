import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import { type Counts, countTests, readReport } from "./counts.ts";
import { listFailures } from "./failures.ts";
import type { Step } from "./steps.ts";

const LONGEST = 40 * 60_000;

export type Result = Counts & {
  name: string;
  seconds: number;
  succeeded: boolean;
  /** Each failed test with the beginning of its error. */
  failures: string[];
};

const running = new Set<ChildProcess>();

/** Ends what still runs, with everything that it started. */
export function stopRunning(): void {
  for (const child of running) stop(child);
}

function stop(child: ChildProcess): void {
  try {
    // Each step leads a process group of its own, so that its own children end too.
    process.kill(-(child.pid ?? 0), "SIGTERM");
  } catch {
    // It ended by itself just now.
  }
}

/** Runs one step to its end. Its output comes at once when it runs alone, else in one piece. */
export async function runStep(step: Step, alone: boolean): Promise<Result> {
  if (step.report) fs.rmSync(step.report, { force: true });
  if (alone) console.log(heading(step.name));
  const started = performance.now();
  const { succeeded, output } = await runCommand(step, alone);
  const seconds = (performance.now() - started) / 1000;
  if (!alone) console.log(heading(step.name) + "\n" + output.trimEnd());
  const report = readReport(step.report);
  const failures = report ? listFailures(report) : [];
  return { name: step.name, seconds, succeeded, failures, ...countTests(succeeded, report) };
}

const heading = (name: string) => `\n=== ${name} ===`;

function runCommand(step: Step, alone: boolean): Promise<{ succeeded: boolean; output: string }> {
  const [program, ...args] = step.command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      detached: true,
      stdio: alone ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...step.env },
    });
    running.add(child);
    const limit = setTimeout(() => stop(child), LONGEST);
    let output = "";
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    const finish = (succeeded: boolean) => {
      clearTimeout(limit);
      running.delete(child);
      resolve({ succeeded, output });
    };
    child.on("error", (error) => {
      output += `Cannot run ${program}: ${error.message}`;
      if (alone) console.error(output);
      finish(false);
    });
    child.on("close", (code) => finish(code === 0));
  });
}
