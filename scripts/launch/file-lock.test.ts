import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { releaseLock, takeLock, withLock, writeLock } from "./file-lock.ts";
import { isAlive, markOf, stillRuns } from "./process-info.ts";

let folder: string;
let path: string;
const others: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  path = join(folder, "lock.json");
});
afterEach(() => {
  for (const child of others.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

function otherProcess(): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  others.push(child);
  if (!child.pid) throw new Error("not started");
  return Object.assign(child, { pid: child.pid });
}

describe("lock files", () => {
  it("are held by one process, which says what it likes in them", async () => {
    expect(await takeLock(path)).toEqual({ acquired: true, stale: undefined });
    writeLock(path, { url: "http://localhost:3000" });
    const second = await takeLock(path);
    expect(second).toMatchObject({
      acquired: false,
      record: { url: "http://localhost:3000", holder: { pid: process.pid } },
    });
    releaseLock(path);
    expect(await takeLock(path)).toMatchObject({ acquired: true });
  });

  it("of a killed process are taken over, with what it had written", async () => {
    const child = otherProcess();
    writeFileSync(path, JSON.stringify({ holder: markOf(child.pid), url: "http://old" }));
    expect(await takeLock(path)).toMatchObject({ acquired: false });
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await takeLock(path)).toMatchObject({ acquired: true, stale: { url: "http://old" } });
  });

  it("do not count when their pid belongs to another process by now", async () => {
    const mark = { ...markOf(process.pid), started: "long ago" };
    expect(isAlive(mark.pid)).toBe(true);
    expect(stillRuns(mark)).toBe(false);
    writeFileSync(path, JSON.stringify({ holder: mark }));
    expect(await takeLock(path)).toMatchObject({ acquired: true });
  });

  it("survive a damaged file", async () => {
    writeFileSync(path, "{");
    expect(await takeLock(path)).toMatchObject({ acquired: true });
  });

  it("let two pieces of work run one after the other", async () => {
    const order: string[] = [];
    const waits: number[] = [];
    const first = withLock(
      path,
      () => undefined,
      async () => {
        order.push("first begins");
        await new Promise((resolve) => setImmediate(resolve));
        order.push("first ends");
      },
    );
    await withLock(
      path,
      (holder) => waits.push(holder),
      async () => void order.push("second"),
    );
    await first;
    expect(order).toEqual(["first begins", "first ends", "second"]);
    expect(waits).toEqual([process.pid]);
  });
});
