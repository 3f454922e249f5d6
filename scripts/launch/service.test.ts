import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { consoleLine } from "./log-file.ts";
import { type ProcessMark, isAlive, stillRuns, waitUntil } from "./process-info.ts";
import { duration } from "./progress.ts";
import { notReady } from "./ready.ts";
import { type Service, pauseAfter, startService } from "./service.ts";

let folder: string;
let service: Service | undefined;
const marks: ProcessMark[] = [];
const said: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "service-"));
  marks.length = 0;
  said.length = 0;
});
afterEach(async () => {
  await service?.stop(1_000);
  rmSync(folder, { recursive: true });
});

function start(code: string): Service {
  service = startService({
    name: "web",
    args: ["-e", code],
    cwd: folder,
    env: {},
    log: join(folder, "web.log"),
    verbose: false,
    say: (line) => said.push(line),
    onStart: (mark) => marks.push(mark),
  });
  return service;
}

describe("a service", () => {
  it("is started again when it dies, and says so", async () => {
    start("console.error('no luck'); process.exit(3)");
    expect(await waitUntil(() => marks.length === 2, 10_000)).toBe(true);
    expect(said).toContain("web ended by itself (exit status 3); starting it again in 1 s.");
    expect(service?.lastWords()).toContain("no luck");
  });

  it("ends politely, and by force when it does not listen", async () => {
    start("process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)");
    await waitUntil(() => service?.lastWords().includes("up") ?? false, 10_000);
    await service?.stop(200);
    expect(marks.map(stillRuns)).toEqual([false]);
    expect(readFileSync(join(folder, "web.log"), "utf8")).toBe("up\n");
  });

  it("takes along what it has started", async () => {
    start(
      "const {spawn} = require('node:child_process'); const c = spawn('sleep', ['1000']); console.log(c.pid); setInterval(() => {}, 1000)",
    );
    await waitUntil(() => service?.lastWords().length === 1, 10_000);
    const grandchild = Number(service?.lastWords()[0]);
    await service?.stop(1_000);
    expect(await waitUntil(() => !isAlive(grandchild), 2_000)).toBe(true);
  });

  it("waits longer after each death in a row, but not for ever", () => {
    expect([1, 2, 3, 20].map(pauseAfter)).toEqual([1_000, 2_000, 4_000, 30_000]);
  });
});

describe("what reaches the console", () => {
  it("is warnings and errors of a JSON log, in short", () => {
    expect(consoleLine('{"level":"info","msg":"hello"}', false)).toBeUndefined();
    expect(consoleLine('{"level":"warn","msg":"slow"}', false)).toBe("warning: slow");
    expect(consoleLine('{"level":"error","msg":"job","err":{"message":"boom"}}', true)).toBe(
      "error: job: boom",
    );
  });

  it("is what a program says on its error output", () => {
    expect(consoleLine("listening", false)).toBeUndefined();
    expect(consoleLine("Segmentation fault", true)).toBe("Segmentation fault");
    expect(consoleLine("{broken", true)).toBe("{broken");
  });

  it("names what is not ready, and durations as people say them", () => {
    const checks = { database: { status: "ok" }, worker: { status: "failing", reason: "silent" } };
    expect(notReady({ status: "not_ready", checks })).toBe("worker");
    expect(notReady(undefined)).toBe("the server");
    expect([420, 12_300, 65_000].map(duration)).toEqual(["0.4 s", "12 s", "1 min 5 s"]);
  });
});
