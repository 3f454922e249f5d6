import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { connectWithToken, wantedHttp, withoutFreshProof } from "#lib/testing/integrations.ts";
import { type PlainServer, startPlainServer } from "#lib/testing/plain-server.ts";
import {
  createTestProject,
  expectRefused,
  recorded,
  type TestProject,
} from "#lib/testing/projects.ts";
import { connectIntegration } from "./connect-integration.ts";
import { forgetCredentials } from "./jobs.ts";
import { pauseIntegration } from "./pause-integration.ts";
import { getIntegration, listIntegrationProviders } from "./queries.ts";
import { removeIntegration, restoreIntegration } from "./remove-integration.ts";
import { testIntegration } from "./test-integration.ts";
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

const connect = (fields: Parameters<typeof wantedHttp>[2] = {}, ctx = here.lead) =>
  connectIntegration(ctx, wantedHttp(here.projectId, server.url, fields));
const withToken = () => connectWithToken(here.lead, here.projectId, server.url);
const place = (integrationId: string) => ({ projectId: here.projectId, integrationId });

describe("a connected service", () => {
  test("keeps credentials that are not given, and forgets those that are taken away", async () => {
    const { id } = await withToken();
    const credentials = { healthToken: null, metricsToken: "x" };
    const { result, events } = await recorded(here, () =>
      updateIntegration(here.lead, { ...place(id), credentials, saveAnyway: false }),
    );
    expect(result.credentials).toEqual(["metricsToken"]);
    expect(events).toMatchObject([
      {
        action: "integration.updated",
        before: { credentials: ["healthToken"] },
        after: {
          credentials: ["metricsToken"],
          changedCredentials: ["healthToken", "metricsToken"],
        },
      },
    ]);
    const renamed = { ...place(id), name: "Staging", saveAnyway: false };
    expect(await updateIntegration(withoutFreshProof(here.lead), renamed)).toMatchObject({
      ...{ name: "Staging", credentials: ["metricsToken"] },
    });
  });

  test("that two change at once goes to one, and the other is told", async () => {
    const { id } = await connect();
    // Nobody is answered before both are being tried.
    const held: (() => void)[] = [];
    server.answer = (_request, response) => {
      held.push(() => response.end("fine"));
      if (held.length > 1) for (const answer of held.splice(0)) answer();
      if (held.length === 0) server.answer = (_other, late) => void late.end("fine");
    };
    const change = (frontPath: string) =>
      updateIntegration(here.lead, {
        ...place(id),
        ...{ config: { baseUrl: server.url, frontPath }, saveAnyway: false },
      });
    const results = await Promise.allSettled([change("/a"), change("/b")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "integration_changed" },
    });
  });

  test("is paused, goes on, is removed and comes back as it was", async () => {
    const { id } = await withToken();
    const act = async () => {
      await pauseIntegration(here.lead, { ...place(id), paused: true });
      await pauseIntegration(here.lead, { ...place(id), paused: true });
      await pauseIntegration(here.lead, { ...place(id), paused: false });
      await removeIntegration(here.lead, place(id));
      await removeIntegration(here.lead, place(id));
      await expect(getIntegration(here.lead, place(id))).rejects.toMatchObject({
        code: "integration_not_found",
      });
      return restoreIntegration(here.lead, place(id));
    };
    const { result, events } = await recorded(here, act);
    expect(result.credentials).toEqual(["healthToken"]);
    expect(events.map(({ action }) => action)).toEqual([
      ...["integration.paused", "integration.resumed"],
      ...["integration.removed", "integration.restored"],
    ]);
  });

  test("that was removed more than a day ago stays away, without its credentials", async () => {
    const [{ id }, { id: kept }] = [await withToken(), await withToken()];
    const removedAt = new Date(Date.now() - 25 * 3_600_000);
    await writeClient().integration.update({ where: { id }, data: { removedAt } });
    await removeIntegration(here.lead, place(kept));
    await forgetCredentials.run(new AbortController().signal);
    const { credentials } = await writeClient().integration.findUniqueOrThrow({ where: { id } });
    expect(credentials).toBeNull();
    expect(await restoreIntegration(here.lead, place(kept))).toMatchObject({
      credentials: ["healthToken"],
    });
    await expect(restoreIntegration(here.lead, place(id))).rejects.toMatchObject({
      code: "integration_not_found",
    });
  });

  test("is nothing that engineers, viewers or others can touch", async () => {
    const { id } = await connect();
    const others = [here.engineer, here.viewer];
    await expectRefused(here, others, (ctx) => removeIntegration(ctx, place(id)));
    await expectRefused(here, others, (ctx) => restoreIntegration(ctx, place(id)));
    await expectRefused(here, others, (ctx) => testIntegration(ctx, place(id)));
    await expectRefused(here, others, (ctx) =>
      pauseIntegration(ctx, { ...place(id), paused: true }),
    );
    await expectRefused(here, others, (ctx) =>
      updateIntegration(ctx, { ...place(id), name: "x", saveAnyway: false }),
    );
    const elsewhere = await createTestProject();
    const there = { projectId: elsewhere.projectId, integrationId: id };
    const missing = { code: "integration_not_found" };
    await expect(getIntegration(elsewhere.owner, there)).rejects.toMatchObject(missing);
    await expect(removeIntegration(elsewhere.owner, there)).rejects.toMatchObject(missing);
  });
});

test("what can be connected says what it asks for and which items it can verify", async () => {
  const { providers } = await listIntegrationProviders(here.viewer, here);
  const http = providers.find(({ id }) => id === "http");
  expect(http?.config[0]).toMatchObject({ name: "baseUrl", kind: "url", required: true });
  expect(http?.credentials.every(({ kind }) => kind === "secret")).toBe(true);
  expect(http?.checks.some(({ items }) => items.length > 0)).toBe(true);
  expect(http?.checks.every(({ available }) => available)).toBe(true);
});
