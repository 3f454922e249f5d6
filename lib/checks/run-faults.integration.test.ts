import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectIntegration } from "#lib/integrations/connect-integration.ts";
import { stateOf } from "#lib/integrations/to-integration.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { TEST_SECRET } from "#lib/testing/integrations.ts";
import { type FaultProxy, startFaultProxy } from "#lib/testing/fault-proxy.ts";
import { createTestProject, type TestProject } from "#lib/testing/projects.ts";
import { type RecordedServer, startRecordedServer } from "#lib/testing/recorded-answers.ts";
import { addWidget } from "#lib/widgets/add-widget.ts";
import {
  dueIntegrations,
  endTurn,
  findRunning,
  storeOutcomes,
  takeDueChecks,
} from "./check-store.ts";
import { runIntegration } from "./run-integration.ts";

const running = new AbortController().signal;
const NOTHING_READ = { requests: [], seen: {}, limit: {}, detail: null };

let project: TestProject;
let service: RecordedServer;
let proxy: FaultProxy;
let id: string;

beforeAll(async () => {
  service = await startRecordedServer({
    "GET /api/v1/status/buildinfo": { json: { status: "success", data: { version: "3.5.0" } } },
  });
  proxy = await startFaultProxy(service.url);
  project = await createTestProject("complete");
});
beforeEach(async () => {
  proxy.set("pass");
  const integration = await connectIntegration(project.lead, {
    ...{ projectId: project.projectId, provider: "prometheus", name: "Metrics" },
    ...{ config: { url: proxy.url }, credentials: { token: TEST_SECRET } },
    ...{ intervalSeconds: 86_400, saveAnyway: true },
  });
  id = integration.id;
  await change({ failures: 0, openUntil: null, retryAt: null, failure: null });
  await makeDue();
});
afterAll(async () => {
  await proxy.close();
  await service.close();
});

const change = (
  data: Parameters<ReturnType<typeof writeClient>["integration"]["update"]>[0]["data"],
) => writeClient().integration.update({ where: { id }, data });
const makeDue = (nextRunAt = new Date(Date.now() - 1_000)) =>
  writeClient().check.updateMany({ where: { integrationId: id }, data: { nextRunAt } });
const integrationNow = () => writeClient().integration.findUniqueOrThrow({ where: { id } });
const checksNow = () => writeClient().check.findMany({ where: { integrationId: id } });
const isDue = async () => (await dueIntegrations(1_000)).includes(id);
const secondsUntilDue = async () =>
  (await checksNow()).map(({ nextRunAt }) => (nextRunAt.getTime() - Date.now()) / 1_000);

async function loaded() {
  const integration = await findRunning(id);
  if (!integration) throw new Error("The integration does not run.");
  return integration;
}

describe("who asks us to wait", () => {
  test("is asked nothing more in that run, and the rest goes on when the time has come", async () => {
    proxy.set("busy");
    const before = proxy.requests();
    await runIntegration(id, running);
    expect(proxy.requests()).toBe(before + 1);
    expect(await isDue()).toBe(false);
    await change({ retryAt: new Date() });
    expect(await isDue()).toBe(true);
  });

  test("is left alone also by a run that was found due before", async () => {
    const before = proxy.requests();
    await change({ retryAt: new Date(Date.now() + 60_000) });
    await runIntegration(id, running);
    await change({ retryAt: null, failures: 5, openUntil: new Date(Date.now() + 60_000) });
    await runIntegration(id, running);
    expect(proxy.requests()).toBe(before);
  });
});

describe("what a provider says against us", () => {
  test("is stored without the token and without what cannot be stored", async () => {
    const message = `\u0000 ${TEST_SECRET} is wrong \ud800`;
    const answer = { status: 403, json: { status: "error", error: message } };
    service.answer({ "GET /api/v1/rules": answer, "GET /api/v1/query": answer });
    await runIntegration(id, running);
    const { failure, failureDetail } = await integrationNow();
    const told = JSON.stringify([failureDetail, await checksNow()]);
    expect(failure).not.toBe("internal_error");
    expect(told).toContain("is wrong");
    expect(told).not.toContain(TEST_SECRET);
  });
});

describe("a worker", () => {
  test("that dies in the middle of a run loses no more than minutes of a long interval", async () => {
    const taken = await takeDueChecks(await loaded());
    expect(taken.length).toBeGreaterThan(5);
    expect(await isDue()).toBe(false);
    for (const seconds of await secondsUntilDue()) {
      expect(seconds).toBeGreaterThan(120);
      expect(seconds).toBeLessThan(180);
    }
  });

  test("ends its turn an interval after it began, with all checks together", async () => {
    const integration = await loaded();
    const taken = await takeDueChecks(integration);
    const [hurried] = taken;
    await writeClient().check.update({
      where: { id: hurried?.id ?? "" },
      data: { nextRunAt: new Date(Date.now() - 1_000) },
    });
    await endTurn(integration, taken);
    // Whoever wants one to run now means after this turn.
    expect(await isDue()).toBe(true);
    const [soonest, ...others] = (await secondsUntilDue()).toSorted((a, b) => a - b);
    expect(soonest).toBeLessThan(0);
    expect(Math.min(...others)).toBeGreaterThan(0.94 * 86_400);
    expect(Math.max(...others) - Math.min(...others)).toBeLessThan(1);
  });

  test("that was held up for long does not replace what another has found since", async () => {
    const integration = await loaded();
    const [check] = await checksNow();
    const checkId = check?.id ?? "";
    const found = (verdict: "pass" | "fail", ago: number) =>
      storeOutcomes(integration, [
        { checkId, verdict, reason: null, reading: NOTHING_READ, at: new Date(Date.now() - ago) },
      ]);
    expect(await found("fail", 0)).toBe(true);
    expect(await found("pass", 120_000)).toBe(false);
    expect(await writeClient().check.findUnique({ where: { id: checkId } })).toMatchObject({
      verdict: "fail",
    });
    expect(await writeClient().checkRun.count({ where: { checkId } })).toBe(1);
  });

  test("that stops while it probes an open breaker takes no failure for it", async () => {
    await change({ failures: 5, failure: null });
    proxy.set("hang");
    const stopping = new AbortController();
    const before = proxy.requests();
    const run = runIntegration(id, stopping.signal);
    while (proxy.requests() === before) await new Promise((resolve) => setImmediate(resolve));
    stopping.abort();
    await run;
    expect(await integrationNow()).toMatchObject({ failures: 5, openUntil: null, failure: null });
  });

  test("that reads how available a service is shows that it is away, and goes on asking", async () => {
    const away = await connectIntegration(project.lead, {
      ...{ projectId: project.projectId, provider: "http", name: "Shop", credentials: {} },
      ...{ config: { baseUrl: proxy.url }, intervalSeconds: 86_400, saveAnyway: true },
    });
    id = away.id;
    await makeDue(new Date(Date.now() + 86_400_000));
    await addWidget(project.lead, {
      ...{ source: "preset", projectId: project.projectId, integrationId: id },
      ...{ preset: "availability", onOverview: false },
    });
    await change({ failures: 4, succeededAt: new Date() });
    proxy.set("reset");
    expect(await runIntegration(id, running)).toEqual({ checks: 0, signals: 1 });
    const now = await integrationNow();
    expect(now).toMatchObject({ failures: 0, openUntil: null, failure: "unreachable" });
    expect(stateOf(now, new Date())).toBe("failing");
    const signal = await writeClient().signal.findFirst({ where: { integrationId: id } });
    expect(signal).toMatchObject({ value: 0, error: null });
  });

  test("that cannot open an integration says so and backs off", async () => {
    await change({ credentials: Buffer.from("sealed with a key that nobody has") });
    for (let run = 0; run < 6; run++) await runIntegration(id, running);
    const { failures, failure, openUntil } = await integrationNow();
    expect({ failures, failure }).toEqual({ failures: 5, failure: "internal_error" });
    expect(openUntil?.getTime()).toBeGreaterThan(Date.now() + 50_000);
    expect(await isDue()).toBe(false);
  });
});
