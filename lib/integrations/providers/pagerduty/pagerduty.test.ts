import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import { faults, type RecordedServer } from "#lib/testing/recorded-answers.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { pagerduty } from "./provider.ts";
import {
  reference,
  serviceWith,
  openPagerDuty,
  startPagerDuty,
} from "#lib/testing/pagerduty-answers.ts";

let server: RecordedServer;

beforeAll(() => setUnitEnv());
beforeEach(async () => {
  server = await startPagerDuty();
});
afterEach(() => server.close());

const run = (config: Record<string, unknown> = {}) => openPagerDuty(server, config);
const check = (name: string, settings = {}) => run().check(name, settings);

describe("the test of a connection", () => {
  test("names the service and what the key and the plan allow, in version 2", async () => {
    server.answer({
      "GET /users": faults.forbidden,
      "GET /alert_grouping_settings": { status: 402, json: { error: { message: "Upgrade" } } },
    });
    expect(await pagerduty.test(run().source)).toEqual({
      account: "Shop",
      access: {
        ...{ oncalls: "granted", users: "missing", incidents: "granted" },
        alert_grouping: "no_plan",
      },
    });
    expect(server.asked[0]?.headers).toMatchObject({
      accept: "application/vnd.pagerduty+json;version=2",
      authorization: "Token token=u+a-very-secret-token",
    });
  });

  test("says that the service is gone, or the key is wrong, in PagerDuty's words", async () => {
    const say = (status: number, message: string) =>
      server.answer({ "GET /services/PSERV01": { status, json: { error: { message } } } });
    say(404, "Not Found");
    await expect(pagerduty.test(run().source)).rejects.toMatchObject({ reason: "not_found" });
    say(401, "Invalid key");
    await expect(pagerduty.test(run().source)).rejects.toMatchObject({
      ...{ reason: "no_permission", detail: "HTTP 401: Invalid key" },
    });
  });
});

describe("service.integration-present", () => {
  const integrations = [
    {
      ...reference("PINTEG1", "events_api_v2_inbound_integration_reference", "Events API V2"),
      vendor: null,
    },
    {
      ...reference("PINTEG2", "event_transformer_api_inbound_integration", "From the shop"),
      vendor: reference("PVENDOR", "vendor_reference", "Prometheus"),
    },
  ];

  test.each([
    ["passes by the vendor", ["Prometheus"], "pass"],
    ["passes by the type", ["Events API v2"], "pass"],
    ["fails for another source", ["Sentry"], "fail"],
  ])("%s", async (_name, eventSources, verdict) => {
    server.answer({ "GET /services/PSERV01": serviceWith({ integrations }) });
    expect(await check("service.integration-present", { eventSources })).toMatchObject({ verdict });
  });

  test("fails without any", async () => {
    expect(await check("service.integration-present")).toMatchObject({ verdict: "fail" });
    expect(server.asked[0]?.path).toBe("/services/PSERV01?include%5B%5D=integrations");
  });
});

describe("service.alert-grouping-on", () => {
  const grouping = (type: string, service: string) =>
    server.answer({
      "GET /alert_grouping_settings": {
        json: { alert_grouping_settings: [{ id: "PGRP001", type, services: [{ id: service }] }] },
      },
    });

  test("passes for a setting that covers the service, fails for one of another", async () => {
    grouping("intelligent", "PSERV01");
    expect(await check("service.alert-grouping-on")).toMatchObject({ verdict: "pass" });
    grouping("intelligent", "PSERV99");
    expect(await check("service.alert-grouping-on")).toMatchObject({ verdict: "fail" });
    grouping("unheard_of", "PSERV01");
    expect(await check("service.alert-grouping-on")).toMatchObject({ verdict: "fail" });
  });

  test("is unknown where the plan lacks it", async () => {
    server.answer({ "GET /alert_grouping_settings": { status: 402, json: {} } });
    expect(await check("service.alert-grouping-on")).toMatchObject({
      ...{ verdict: "unknown", reason: "plan_limit" },
    });
  });
});

test.each([
  ["no permission", faults.forbidden, "no_permission"],
  ["too many requests", faults.limited, "rate_limited"],
  ["a page of HTML", faults.page, "not_understood"],
  ["a fault of the server", faults.broken, "provider_error"],
])("%s is unknown for every check, without the key", async (_name, fault, reason) => {
  server.answer({ "GET /services/PSERV01": fault, "GET /alert_grouping_settings": fault });
  const opened = run();
  for (const name of Object.keys(pagerduty.checks)) {
    const outcome = await opened.check(name);
    expect(outcome, name).toMatchObject({ verdict: "unknown", reason });
    expect(outcome.retryAfterSeconds).toBe(reason === "rate_limited" ? 7 : null);
    expect(JSON.stringify(outcome)).not.toContain("a-very-secret-token");
  }
});

test("signals list who is on call and what is open", async () => {
  const incident = {
    ...{ title: "The shop is down", status: "triggered", urgency: "high" },
    ...{ html_url: "https://acme/PINC001", created_at: "2026-11-23T10:00:00Z" },
  };
  server.answer({
    "GET /incidents": {
      json: { total: 2, incidents: [incident, { ...incident, status: "acknowledged" }] },
    },
  });
  const read = (name: string) => readSignal(pagerduty, run().source, name, {});
  const people = await read("on_call_now");
  expect(people.value).toBe(1);
  expect(people.rows?.map(({ title, detail }) => `${title}: ${detail}`)).toEqual([
    "Ada: 1 · Primary, weekly",
    "Bob: 2",
  ]);
  const open = await read("open_incidents");
  expect(open.value).toBe(2);
  expect(open.rows?.map(({ state }) => state)).toEqual(["fail", "warn"]);
  expect(open.rows?.[0]).toMatchObject({ detail: "triggered · high", at: incident.created_at });
});
