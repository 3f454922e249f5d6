import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { connectIntegration } from "#lib/integrations/connect-integration.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { type FaultProxy, startFaultProxy } from "#lib/testing/fault-proxy.ts";
import { createTestProject, type TestProject } from "#lib/testing/projects.ts";
import { type RecordedServer, startRecordedServer } from "#lib/testing/recorded-answers.ts";

const soon = { timeout: 20_000, interval: 50 };
const workers: ChildProcess[] = [];

let project: TestProject;
let service: RecordedServer;
let slow: FaultProxy;
let quick: FaultProxy;

beforeAll(async () => {
  service = await startRecordedServer({
    "GET /api/v2/status": {
      json: {
        versionInfo: { version: "0.27.0" },
        config: { original: "route: { receiver: x }\nreceivers: [{ name: x }]" },
      },
    },
    "GET /api/v2/alerts": { json: [] },
    "GET /api/v2/silences": { json: [] },
  });
  slow = await startFaultProxy(service.url);
  quick = await startFaultProxy(service.url);
  project = await createTestProject("complete");
});
afterEach(async () => {
  for (const worker of workers.splice(0)) {
    if (worker.exitCode === null && worker.kill("SIGTERM")) await once(worker, "exit");
  }
});
afterAll(async () => {
  await Promise.all([slow.close(), quick.close(), service.close()]);
});

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ["scripts/worker.ts"], {
    env: { ...process.env, LOG_LEVEL: "silent" },
    stdio: "ignore",
  });
  workers.push(worker);
  return worker;
}

async function connect(url: string): Promise<string> {
  const { id } = await connectIntegration(project.lead, {
    ...{ projectId: project.projectId, provider: "alertmanager", name: "Alerts" },
    ...{ config: { url }, credentials: {}, intervalSeconds: 300, saveAnyway: false },
  });
  await writeClient().check.updateMany({
    where: { integrationId: id },
    data: { nextRunAt: new Date() },
  });
  return id;
}

const judged = (integrationId: string) =>
  db.check.count({ where: { integrationId, verdict: { in: ["pass", "fail"] } } });

test("workers share what is due: once in an interval, and verdicts reach the items", async () => {
  const id = await connect(quick.url);
  const before = quick.requests();
  startWorker();
  startWorker();
  await vi.waitFor(async () => expect(await judged(id)).toBe(5), soon);
  expect(quick.requests()).toBe(before + 1);
  await vi.waitFor(
    async () =>
      expect(
        await db.item.findFirst({ where: { projectId: project.projectId, code: "P2.1.d.5" } }),
      ).toMatchObject({ verdict: "fail" }),
    soon,
  );
}, 40_000);

test("an integration that hangs holds up no other, and is left when the worker stops", async () => {
  const hanging = await connect(slow.url);
  const other = await connect(quick.url);
  slow.set("hang");
  const before = slow.requests();
  const worker = startWorker();
  await vi.waitFor(async () => {
    expect(slow.requests()).toBe(before + 1);
    expect(await judged(other)).toBe(5);
  }, soon);
  // The other is done, and this one still waits for its answer.
  expect(await db.integration.findUnique({ where: { id: hanging } })).toMatchObject({
    failures: 0,
  });

  worker.kill("SIGTERM");
  const [code] = (await once(worker, "exit")) as [number | null];
  expect(code).toBe(0);
  expect(await judged(hanging)).toBe(0);
  expect(await db.integration.findUnique({ where: { id: hanging } })).toMatchObject({
    failures: 0,
  });
}, 40_000);
