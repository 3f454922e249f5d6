import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { connectIntegration } from "#lib/integrations/connect-integration.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { type Fault, type FaultProxy, startFaultProxy } from "#lib/testing/fault-proxy.ts";
import { createTestProject, type TestProject } from "#lib/testing/projects.ts";
import { type RecordedServer, startRecordedServer } from "#lib/testing/recorded-answers.ts";
import { dueIntegrations } from "./check-store.ts";
import { evaluateProject } from "./evaluate-project.ts";
import { runIntegration } from "./run-integration.ts";

const CONFIGURATION = `
route: { receiver: chat, group_by: [alertname], repeat_interval: 4h }
receivers: [{ name: chat, slack_configs: [{ channel: "#alerts" }] }]
inhibit_rules: []
`;
const CHAT = "receiver.chat-configured";
const running = new AbortController().signal;

let project: TestProject;
let service: RecordedServer;
let proxy: FaultProxy;
let id: string;

const status = (original: string) => ({
  json: { versionInfo: { version: "0.27.0" }, config: { original } },
});

beforeAll(async () => {
  service = await startRecordedServer({
    "GET /api/v2/status": status(CONFIGURATION),
    "GET /api/v2/alerts": { json: [] },
    "GET /api/v2/silences": { json: [] },
  });
  proxy = await startFaultProxy(service.url);
  project = await createTestProject("complete");
  const integration = await connectIntegration(project.lead, {
    ...{ projectId: project.projectId, provider: "alertmanager", name: "Alerts" },
    ...{ config: { url: proxy.url }, credentials: {}, intervalSeconds: 300, saveAnyway: false },
  });
  id = integration.id;
  await makeDue();
  await runIntegration(id, running);
});
afterEach(async () => {
  proxy.set("pass");
  service.answer({ "GET /api/v2/status": status(CONFIGURATION) });
  await makeDue();
  await writeClient().integration.update({
    where: { id },
    data: { failures: 0, openUntil: null, retryAt: null, failure: null },
  });
  await runIntegration(id, running);
});
afterAll(async () => {
  await proxy.close();
  await service.close();
});

const makeDue = () =>
  writeClient().check.updateMany({
    where: { integrationId: id },
    data: { nextRunAt: new Date(Date.now() - 1_000) },
  });

const checkNamed = (name: string) =>
  writeClient().check.findFirstOrThrow({ where: { integrationId: id, name } });
const integrationNow = () => writeClient().integration.findUniqueOrThrow({ where: { id } });

test("checks that ask the same question cost one call, and each has its verdict with what was read", async () => {
  await makeDue();
  const before = proxy.requests();
  expect(await runIntegration(id, running)).toEqual({ checks: 5, signals: 0 });
  expect(proxy.requests()).toBe(before + 1);
  const chat = await checkNamed(CHAT);
  expect(chat.verdict).toBe("pass");
  expect(chat.reading).toMatchObject({
    requests: [{ request: `GET ${proxy.url}/api/v2/status`, status: 200 }],
  });
  expect((await checkNamed("receiver.pagerduty-configured")).verdict).toBe("fail");
});

test("what is due runs once in an interval, however many workers there are", async () => {
  await makeDue();
  const runs = await Promise.all([1, 2, 3, 4].map(() => runIntegration(id, running)));
  expect(runs.reduce((sum, run) => sum + (run.checks ?? 0), 0)).toBe(5);
  expect(await runIntegration(id, running)).toEqual({ checks: 0, signals: 0 });
  const { nextRunAt } = await checkNamed(CHAT);
  const seconds = (nextRunAt.getTime() - Date.now()) / 1_000;
  expect(seconds).toBeGreaterThan(280);
  expect(seconds).toBeLessThan(320);
});

test("what nobody could read for long stands again as soon as it is read, also where it is as it was", async () => {
  const stale = async () =>
    db.item.count({ where: { projectId: project.projectId, verdict: "stale" } });
  await writeClient().check.updateMany({
    where: { integrationId: id },
    data: { ranAt: new Date(Date.now() - 3_600_000) },
  });
  await evaluateProject(project.projectId);
  expect(await stale()).toBeGreaterThan(0);
  await makeDue();
  await runIntegration(id, running);
  expect(await stale()).toBe(0);
});

test("equal outcomes are one stretch of the history, and a change begins another", async () => {
  const { id: checkId } = await checkNamed(CHAT);
  const stretches = () =>
    db.checkRun.findMany({ where: { checkId }, orderBy: { startedAt: "desc" }, take: 2 });
  const [before] = await stretches();
  await makeDue();
  await runIntegration(id, running);
  const [same] = await stretches();
  expect(same).toMatchObject({ id: before?.id, verdict: "pass", runs: (before?.runs ?? 0) + 1 });

  service.answer({
    "GET /api/v2/status": status("route: { receiver: x }\nreceivers: [{ name: x }]"),
  });
  await makeDue();
  await runIntegration(id, running);
  const [changed, earlier] = await stretches();
  expect(changed).toMatchObject({ verdict: "fail", runs: 1 });
  expect(earlier?.id).toBe(before?.id);
});

test.each<[Fault, string]>([
  ["hang", "timeout"],
  ["reset", "unreachable"],
  ["drip", "timeout"],
  ["broken", "provider_error"],
  ["html", "not_understood"],
])(
  "a provider that fails by %s takes no verdict away: it grows old, and the integration says why",
  async (fault, reason) => {
    const before = await checkNamed(CHAT);
    proxy.set(fault);
    await makeDue();
    const started = performance.now();
    await runIntegration(id, running);
    // Five checks of one host that does not answer wait for it once, not five times five seconds.
    expect(performance.now() - started).toBeLessThan(18_000);
    const { verdict, ranAt } = await checkNamed(CHAT);
    expect({ verdict, ranAt }).toEqual({ verdict: before.verdict, ranAt: before.ranAt });
    expect(await integrationNow()).toMatchObject({ failures: 1, failure: reason, openUntil: null });
  },
);

test("a service that is not there is broken, also where settings are left that nobody has filled in", async () => {
  const gone = await connectIntegration(project.lead, {
    ...{ projectId: project.projectId, provider: "prometheus", name: "Metrics" },
    ...{ config: { url: "http://127.0.0.1:1" }, credentials: {} },
    ...{ intervalSeconds: 300, saveAnyway: true },
  });
  const where = { integrationId: gone.id };
  await writeClient().check.updateMany({ where, data: { nextRunAt: new Date(0) } });
  await runIntegration(gone.id, running);
  const reasons = await writeClient().check.findMany({ where, select: { reason: true } });
  expect(new Set(reasons.map(({ reason }) => reason))).toContain("not_declared");
  const now = await writeClient().integration.findUniqueOrThrow({ where: { id: gone.id } });
  expect(now).toMatchObject({ failure: "unreachable", succeededAt: null });
  expect(now.failures).toBeGreaterThan(0);
});

test("who asks us to wait is left alone for as long as they say", async () => {
  proxy.set("busy");
  await makeDue();
  await runIntegration(id, running);
  const { failure, failures, retryAt } = await integrationNow();
  expect({ failure, failures }).toEqual({ failure: "rate_limited", failures: 0 });
  const seconds = ((retryAt?.getTime() ?? 0) - Date.now()) / 1_000;
  expect(seconds).toBeGreaterThan(110);
  expect(seconds).toBeLessThanOrEqual(120);
  await makeDue();
  expect(await dueIntegrations(1_000)).not.toContain(id);
});

test("a permission that is lost later makes the verdict unknown, never a failure", async () => {
  service.answer({ "GET /api/v2/status": { status: 403, json: { message: "no longer" } } });
  await makeDue();
  await runIntegration(id, running);
  expect(await checkNamed(CHAT)).toMatchObject({ verdict: "unknown", reason: "no_permission" });
  expect(await integrationNow()).toMatchObject({ failures: 0, failure: "no_permission" });
});

test("five failures in a row open the breaker; then one probe decides", async () => {
  proxy.set("broken");
  for (let run = 0; run < 5; run++) {
    await makeDue();
    await runIntegration(id, running);
  }
  const { failures, openUntil } = await integrationNow();
  expect(failures).toBe(5);
  expect(openUntil?.getTime()).toBeGreaterThan(Date.now() + 50_000);
  await makeDue();
  expect(await dueIntegrations(1_000)).not.toContain(id);

  const over = () =>
    writeClient().integration.update({ where: { id }, data: { openUntil: new Date() } });
  await over();
  expect(await dueIntegrations(1_000)).toContain(id);
  const before = proxy.requests();
  await runIntegration(id, running);
  expect(proxy.requests()).toBe(before + 1);
  expect(await integrationNow()).toMatchObject({ failures: 6 });

  proxy.set("pass");
  await over();
  expect(await runIntegration(id, running)).toEqual({ checks: 5, signals: 0 });
  expect(await integrationNow()).toMatchObject({ failures: 0, openUntil: null, failure: null });
});

test("a service that is down is broken, however many of its checks nobody has set up", async () => {
  const closed = await startFaultProxy(service.url);
  await closed.close();
  const { id: down } = await connectIntegration(project.lead, {
    ...{ projectId: project.projectId, provider: "http", name: "Gone" },
    ...{ config: { baseUrl: closed.url }, credentials: {}, intervalSeconds: 300, saveAnyway: true },
  });
  const where = { integrationId: down };
  const nextRunAt = new Date(Date.now() - 1_000);
  // Whatever of them share a run.
  await writeClient().check.updateMany({ where, data: { nextRunAt } });
  for (let turns = 0; turns < 6; turns++) await runIntegration(down, running);

  const reasons = await db.check.groupBy({ by: ["reason"], where });
  expect(reasons.map(({ reason }) => reason)).toContain("not_declared");
  expect(await db.check.count({ where: { ...where, ranAt: null } })).toBe(0);
  const gone = await writeClient().integration.findUniqueOrThrow({ where: { id: down } });
  expect(gone).toMatchObject({ failure: "unreachable", succeededAt: null });
  expect(gone.failures).toBeGreaterThan(0);
});

test("a worker that stops gives back what it has not done, and takes no failure for it", async () => {
  proxy.set("hang");
  await makeDue();
  const stopping = new AbortController();
  const run = runIntegration(id, stopping.signal);
  const before = proxy.requests();
  while (proxy.requests() === before) await new Promise((resolve) => setImmediate(resolve));
  stopping.abort();
  expect(await run).toMatchObject({ checks: 0 });
  expect(await integrationNow()).toMatchObject({ failures: 0, failure: null });
  expect(await dueIntegrations(1_000)).toContain(id);
});
