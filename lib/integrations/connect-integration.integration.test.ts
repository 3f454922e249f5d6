import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  TEST_SECRET,
  connectWithToken,
  wantedHttp,
  withoutFreshProof,
} from "#lib/testing/integrations.ts";
import { type PlainServer, startPlainServer } from "#lib/testing/plain-server.ts";
import {
  createTestProject,
  expectRefused,
  recorded,
  type TestProject,
} from "#lib/testing/projects.ts";
import { connectIntegration } from "./connect-integration.ts";
import { getIntegration, listIntegrations } from "./queries.ts";
import { testNewIntegration } from "./test-integration.ts";

let server: PlainServer;
let here: TestProject;

beforeAll(async () => {
  server = await startPlainServer(() => undefined);
  here = await createTestProject();
});
afterAll(() => server.close());
beforeEach(() => {
  server.answer = (_request, response) => void response.end("fine");
});

const wanted = (fields: Parameters<typeof wantedHttp>[2] = {}) =>
  wantedHttp(here.projectId, server.url, fields);
const connect = (fields: Parameters<typeof wantedHttp>[2] = {}, ctx = here.lead) =>
  connectIntegration(ctx, wantedHttp(here.projectId, server.url, fields));
const withToken = () => connectWithToken(here.lead, here.projectId, server.url);
const place = (integrationId: string) => ({ projectId: here.projectId, integrationId });

describe("connecting", () => {
  test("saves what works, with a check for each that the catalog names, due at once", async () => {
    const before = Date.now();
    const { result, events } = await recorded(here, withToken);
    expect(result).toMatchObject({
      ...{ provider: "http", name: "Production", state: "ok", credentials: ["healthToken"] },
      config: { baseUrl: server.url, healthPath: "/api/health" },
    });
    expect(events).toMatchObject([
      {
        action: "integration.connected",
        after: { "config.baseUrl": server.url, credentials: ["healthToken"] },
      },
    ]);
    expect(JSON.stringify([result, events])).not.toContain(TEST_SECRET);
    const { checks } = await getIntegration(here.viewer, place(result.id));
    expect(checks.length).toBeGreaterThan(10);
    for (const check of checks) {
      expect(check.items.length, check.name).toBeGreaterThan(0);
      expect(check.signal).not.toBe("");
      expect(check.verdict).toBe("not_run");
      expect(Date.parse(check.nextRunAt) - before).toBeLessThan(60_000);
    }
    expect(result.verdicts.notRun).toBe(checks.length);
  });

  test("also gives checks to items that are outside of the scope for now", async () => {
    const { id } = await connect();
    const origins = await writeClient().itemCheck.findMany({
      where: { check: { integrationId: id } },
      select: { item: { select: { origin: true } } },
    });
    expect(new Set(origins.map(({ item }) => item.origin))).toEqual(new Set(["core", "extended"]));
  });

  test("seals credentials, and lets nobody read them", async () => {
    const { id } = await withToken();
    const row = await writeClient().integration.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(row.credentials ?? []).includes(TEST_SECRET)).toBe(false);
    const told = [
      await listIntegrations(here.lead, here),
      await getIntegration(here.lead, place(id)),
    ];
    expect(JSON.stringify(told)).not.toContain(TEST_SECRET);
  });

  test("is refused to others than leads, and is not found from elsewhere", async () => {
    await expectRefused(here, [here.engineer, here.viewer], (ctx) => connect({}, ctx));
    await expectRefused(here, [here.engineer, here.viewer], (ctx) =>
      testNewIntegration(ctx, wanted()),
    );
  });

  test("with credentials wants a fresh proof of who it is", async () => {
    const tokens = { credentials: { healthToken: TEST_SECRET } };
    await expect(connect(tokens, withoutFreshProof(here.lead))).rejects.toMatchObject({
      code: "step_up_required",
    });
    await connect({}, withoutFreshProof(here.lead));
  });

  test("by two at once makes two", async () => {
    const made = await Promise.all([connect(), connect({}, here.admin)]);
    const { integrations } = await listIntegrations(here.viewer, here);
    const ids = integrations.map(({ id }) => id);
    for (const { id } of made) expect(ids).toContain(id);
  });

  test("names the fields that are wrong", async () => {
    const config = { baseUrl: "not an address", unknown: 1 };
    await expect(connect({ config })).rejects.toMatchObject({
      issues: expect.arrayContaining([
        expect.objectContaining({ path: "config.baseUrl", code: "not_a_url" }),
      ]) as unknown,
    });
  });

  test("saves what does not work only when told so, with the reason", async () => {
    const config = { baseUrl: "http://127.0.0.1:1" };
    const failed = { code: "integration_test_failed" };
    await expect(connect({ config })).rejects.toMatchObject(failed);
    const saved = await connect({ config, saveAnyway: true });
    expect(saved).toMatchObject({ state: "failing", failure: "unreachable", succeededAt: null });
  });
});
