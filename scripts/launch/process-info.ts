import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process as it can be recognised again: pids are reused, pid and start time together are not. */
export interface ProcessMark {
  pid: number;
  started: string;
}

/** Whether a process with this pid exists (one of another user counts; a zombie does not). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return procStat(pid)?.[0] !== "Z";
}

/** Fields of /proc/PID/stat from the state on; undefined without /proc or such a process. */
function procStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}

/** Opaque start time of a process, undefined when there is no such process. */
function startTime(pid: number): string | undefined {
  // Field 22, counted from the pid; the boot id because ticks begin anew at each boot.
  const ticks = procStat(pid)?.[19];
  if (!ticks) return ps(pid, "lstart");
  return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").slice(0, 8)}:${ticks}`;
}

/** The command line of a process, empty when it cannot be told. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return ps(pid, "command") ?? "";
  }
}

/** The mark of a living process; without a start time it never matches another one. */
export function markOf(pid: number): ProcessMark {
  return { pid, started: startTime(pid) ?? "unknown" };
}

/** Whether the marked process still lives, and is not another one with the same pid. */
export function stillRuns(mark: ProcessMark): boolean {
  return isAlive(mark.pid) && startTime(mark.pid) === mark.started;
}

/** Waits until `done()` holds; false when it did not within `milliseconds`. */
export async function waitUntil(done: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!done()) {
    if (performance.now() > end) return false;
    await sleep(25);
  }
  return true;
}

function signal(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Kills what is left of the process group that `pid` led, right after that process has ended. */
export function killGroup(pid: number): void {
  signal(-pid, "SIGKILL");
}

/**
 * Ends a process politely with `first`, and with SIGKILL after `grace` milliseconds.
 * With `group`, also what is then left of the process group that it leads.
 */
export async function endProcess(
  mark: ProcessMark,
  { first = "SIGTERM", grace, group }: { first?: NodeJS.Signals; grace: number; group: boolean },
): Promise<void> {
  if (!stillRuns(mark)) return;
  signal(mark.pid, first);
  await waitUntil(() => !stillRuns(mark), grace);
  if (group) killGroup(mark.pid);
  else if (stillRuns(mark)) signal(mark.pid, "SIGKILL");
  await waitUntil(() => !stillRuns(mark), 2_000);
}
