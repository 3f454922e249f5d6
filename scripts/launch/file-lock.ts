import { openSync, closeSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode } from "./failure.ts";
import { type ProcessMark, markOf, stillRuns } from "./process-info.ts";

/** What a lock file says of the process that holds it. */
export interface LockRecord {
  holder: ProcessMark;
  [further: string]: unknown;
}

function read(path: string): LockRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(path, "utf8")) as Partial<LockRecord>;
    return record.holder ? { ...record, holder: record.holder } : undefined;
  } catch (error) {
    // Gone, or not written yet; one that we may not read is somebody's, though.
    if (error instanceof SyntaxError || errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function create(path: string, record: LockRecord): boolean {
  let file: number;
  try {
    file = openSync(path, "wx", 0o644);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  writeSync(file, JSON.stringify(record));
  closeSync(file);
  return true;
}

export type LockResult =
  { acquired: true; stale: LockRecord | undefined } | { acquired: false; record: LockRecord };

/**
 * Takes the lock for this process, or says who holds it. The record of a holder that no longer
 * lives (kill -9, reboot) comes back as `stale`.
 */
export async function takeLock(path: string): Promise<LockResult> {
  let stale: LockRecord | undefined;
  for (let attempt = 0; ; attempt += 1) {
    if (create(path, { holder: markOf(process.pid) })) return { acquired: true, stale };
    const record = read(path);
    if (record && stillRuns(record.holder)) return { acquired: false, record };
    if (!record && attempt < 20) {
      // Between its creation and its first line, or just removed.
      await sleep(25);
      continue;
    }
    stale = record;
    removeStale(path);
  }
}

/** Of several starters only one can rename the file; if it was a fresh one by then, it goes back. */
function removeStale(path: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const record = read(aside);
  if (record && stillRuns(record.holder)) renameSync(aside, path);
  else rmSync(aside);
}

/** Replaces what our lock file says beside the holder. */
export function writeLock(path: string, further: Record<string, unknown>): void {
  const aside = `${path}.new`;
  rmSync(aside, { force: true });
  create(aside, { ...further, holder: markOf(process.pid) });
  renameSync(aside, path);
}

/** Gives the lock back. */
export function releaseLock(path: string): void {
  rmSync(path, { force: true });
}

/** Runs `work` while holding the lock, waiting (and saying so once) while somebody else does. */
export async function withLock<T>(
  path: string,
  onWait: (holder: number) => void,
  work: () => Promise<T>,
): Promise<T> {
  let said = false;
  for (;;) {
    const result = await takeLock(path);
    if (result.acquired) break;
    if (!said) onWait(result.record.holder.pid);
    said = true;
    await sleep(250);
  }
  try {
    return await work();
  } finally {
    releaseLock(path);
  }
}
