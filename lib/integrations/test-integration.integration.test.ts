import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { connectWithToken, wantedHttp } from "#lib/testing/integrations.ts";
import { type PlainServer, startPlainServer } from "#lib/testing/plain-server.ts";
import { createTestProject, recorded, type TestProject } from "#lib/testing/projects.ts";
import type { AccessState } from "./choices.ts";
import { connectIntegration } from "./connect-integration.ts";
import { preflight } from "./preflight.ts";
import { pagerduty } from "./providers/pagerduty/provider.ts";
import { getIntegration } from "./queries.ts";
import { testIntegration, testNewIntegration } from "./test-integration.ts";
import { updateIntegration } from "./update-integration.ts";

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

describe("trying a connection", () => {
  const tryAt = (baseUrl: string) => testNewIntegration(here.lead, wanted({ config: { baseUrl } }));

  test("tells which items it will verify, and what is missing for which", async () => {
    server.answer = ({ url }, response) => {
      response.statusCode = url === "/api/health" ? 401 : 200;
      response.end("{}");
    };
    const { reason, access, items } = await tryAt(server.url);
    expect(reason).toBeNull();
    expect(access).toMatchObject({ health: "missing" });
    const states = items.flatMap(({ checks }) => checks.map(({ readiness }) => readiness));
    expect(new Set(states)).toContain("blocked");
    expect(new Set(states)).toContain("ready");
    const blocked = items.flatMap(({ checks }) => checks).find((c) => c.readiness === "blocked");
    expect(blocked?.permissions).toEqual(["health"]);
    const codes = here.items.map(({ code }) => code);
    expect(items.every(({ code }) => codes.includes(code))).toBe(true);
  });

  test("tells a permission that is missing from what the plan does not have", async () => {
    const onCall = async (oncalls: AccessState) => {
      const given = { provider: pagerduty, config: {} };
      const items = await preflight(here.projectId, given, { oncalls }, "en");
      return items.flatMap(({ checks }) => checks).find((c) => c.name === "service.on-call-now");
    };
    const blocked = { readiness: "blocked", permissions: [], plan: [] };
    expect(await onCall("missing")).toMatchObject({ ...blocked, permissions: ["oncalls"] });
    expect(await onCall("no_plan")).toMatchObject({ ...blocked, plan: ["oncalls"] });
    expect(await onCall("unknown")).toMatchObject({
      ...{ readiness: "unsure", permissions: ["oncalls"], plan: [] },
    });
  });

  test.each([
    ["nobody there", "http://127.0.0.1:1", "unreachable"],
    ["a private address", "http://10.1.2.3:8080", "refused"],
    ["the address of cloud metadata", "http://169.254.169.254/latest", "refused"],
  ])("says of %s what it is", async (_what, address, reason) => {
    expect(await tryAt(address)).toMatchObject({ reason, account: null });
  });

  test("with saved credentials sends them to no other server", async () => {
    const { id } = await withToken();
    const other = await startPlainServer((_request, response) => void response.end());
    const elsewhere = { ...place(id), config: { baseUrl: other.url } };
    const again = { issues: [{ path: "credentials.healthToken", code: "credential_again" }] };
    await expect(testIntegration(here.lead, elsewhere)).rejects.toMatchObject(again);
    const change = { ...elsewhere, saveAnyway: true };
    await expect(updateIntegration(here.lead, change)).rejects.toMatchObject(again);
    expect(other.seen).toEqual([]);
    await updateIntegration(here.lead, { ...change, credentials: { healthToken: "another" } });
    expect(other.seen.length).toBeGreaterThan(0);
    await other.close();
  });

  test("as it is saved keeps the result, with changes keeps nothing", async () => {
    const { id } = await connect();
    await writeClient().integration.update({
      where: { id },
      data: { failures: 5, openUntil: new Date(Date.now() + 600_000) },
    });
    const attempt = { ...place(id), config: { baseUrl: "http://127.0.0.1:1" } };
    const tried = await recorded(here, () => testIntegration(here.lead, attempt));
    expect(tried.result.reason).toBe("unreachable");
    expect(tried.events).toEqual([]);
    expect(await getIntegration(here.viewer, place(id))).toMatchObject({ state: "open" });
    const again = await recorded(here, () => testIntegration(here.lead, place(id)));
    expect(again.events).toMatchObject([
      { action: "integration.tested", after: { failure: null } },
    ]);
    expect(await getIntegration(here.viewer, place(id))).toMatchObject({
      state: "ok",
      failures: 0,
    });
  });
});
