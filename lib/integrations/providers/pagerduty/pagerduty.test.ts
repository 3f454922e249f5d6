import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import { openProvider } from "#lib/testing/provider-run.ts";
import { faults, type RecordedServer, startRecordedServer } from "#lib/testing/recorded-answers.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { pagerduty } from "./provider.ts";

let server: RecordedServer;

beforeAll(async () => {
  setUnitEnv();
  server = await startRecordedServer();
});
afterAll(() => server.close());

const reference = (id: string, type: string, summary: string) => ({
  ...{ id, type, summary, self: `https://api.pagerduty.com/${id}`, html_url: `https://acme/${id}` },
});
const ada = reference("PUSER01", "user_reference", "Ada");
const bob = reference("PUSER02", "user_reference", "Bob");
const week = reference("PSCHED1", "schedule_reference", "Primary, weekly");

const serviceWith = (own: Record<string, unknown> = {}) => ({
  json: {
    service: {
      ...{ id: "PSERV01", type: "service", name: "Shop", status: "active", summary: "Shop" },
      escalation_policy: reference("PPOLICY", "escalation_policy_reference", "Shop"),
      integrations: [],
      ...own,
    },
  },
});
const onCalls = (...found: [number, object | null, object | null][]) => ({
  json: {
    oncalls: found.map(([level, user, schedule]) => ({
      ...{ escalation_level: level, user, schedule, start: null, end: "2026-11-30T09:00:00Z" },
      escalation_policy: reference("PPOLICY", "escalation_policy_reference", "Shop"),
    })),
    ...{ limit: 100, offset: 0, more: false, total: null },
  },
});
const policyWith = (...levels: object[][]) => ({
  json: {
    escalation_policy: {
      ...{ id: "PPOLICY", type: "escalation_policy", name: "Shop", num_loops: 2 },
      escalation_rules: levels.map((targets, at) => ({
        ...{ id: `PRULE0${at}`, escalation_delay_in_minutes: 10, targets },
      })),
    },
  },
});
const contact = (...types: string[]) => ({
  json: { contact_methods: types.map((type) => ({ id: "PCONT01", type, summary: "Mine" })) },
});

beforeEach(() => {
  server.asked.length = 0;
  server.answer({
    "GET /services/PSERV01": serviceWith(),
    "GET /oncalls": onCalls([1, ada, week], [2, bob, null]),
    "GET /escalation_policies/PPOLICY": policyWith([week], [bob]),
    "GET /users/PUSER01/contact_methods": contact("email_contact_method", "phone_contact_method"),
    "GET /users/PUSER02/contact_methods": contact("sms_contact_method_reference"),
    "GET /alert_grouping_settings": { json: { alert_grouping_settings: [] } },
    "GET /users": { json: { users: [] } },
    "GET /incidents": { json: { incidents: [], total: 0 } },
  });
});

const run = (config: Record<string, unknown> = {}) =>
  openProvider(
    pagerduty,
    { baseUrl: server.url, service: "PSERV01", ...config },
    { token: "u+a-very-secret-token" },
  );
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

describe("service.on-call-now", () => {
  test("passes with somebody at level 1 and names them", async () => {
    expect(await check("service.on-call-now")).toMatchObject({
      ...{ verdict: "pass", reading: { seen: { status: "active", on_call: ["Ada"] } } },
    });
    expect(server.asked.at(-1)?.path).toContain("escalation_policy_ids%5B%5D=PPOLICY");
  });

  test("takes the declared policy in place of the service's", async () => {
    await run({ escalationPolicy: "POTHER1" }).check("service.on-call-now");
    expect(server.asked.at(-1)?.path).toContain("=POTHER1");
  });

  test.each(["disabled", "maintenance"])("fails for a service that is %s", async (status) => {
    server.answer({ "GET /services/PSERV01": serviceWith({ status }) });
    expect(await check("service.on-call-now")).toMatchObject({ verdict: "fail" });
  });

  test("reads the list of who is on call to its end", async () => {
    const page = (more: boolean, level: number) => ({
      json: { ...onCalls([level, ada, week]).json, more },
    });
    server.answer({
      "GET /oncalls": ({ path }) => (path.includes("offset=100") ? page(false, 1) : page(true, 2)),
    });
    expect(await check("service.on-call-now")).toMatchObject({ verdict: "pass" });
    server.answer({ "GET /oncalls": page(true, 2) });
    expect(await check("service.on-call-now")).toMatchObject({
      ...{ verdict: "unknown", reason: "too_large" },
    });
  });

  test("fails with nobody at level 1", async () => {
    server.answer({ "GET /oncalls": onCalls([2, bob, null]) });
    expect(await check("service.on-call-now")).toMatchObject({ verdict: "fail" });
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

describe("escalation-policy.two-levels", () => {
  test("passes with two levels of people who can be called", async () => {
    expect(await check("escalation-policy.two-levels")).toMatchObject({
      ...{ verdict: "pass", reading: { seen: { levels: 2, people: 2, without_phone: [] } } },
    });
  });

  test("fails with one level, with the same target twice, and names who has no phone", async () => {
    server.answer({ "GET /escalation_policies/PPOLICY": policyWith([week]) });
    expect(await check("escalation-policy.two-levels")).toMatchObject({ verdict: "fail" });
    server.answer({ "GET /escalation_policies/PPOLICY": policyWith([bob], [bob]) });
    expect(await check("escalation-policy.two-levels")).toMatchObject({ verdict: "fail" });
    server.answer({
      "GET /escalation_policies/PPOLICY": policyWith([week], [bob]),
      "GET /users/PUSER01/contact_methods": contact("email_contact_method", "push_notification"),
    });
    expect(await check("escalation-policy.two-levels")).toMatchObject({
      ...{ verdict: "fail", reading: { seen: { without_phone: ["Ada"] } } },
    });
  });

  test("claims nothing of more people than it asks for, unless one of them has no phone", async () => {
    const crowd = Array.from({ length: 16 }, (_, at) =>
      reference(`PCROWD${String(at).padStart(2, "0")}`, "user_reference", `Person ${at}`),
    );
    server.answer({
      "GET /escalation_policies/PPOLICY": policyWith([week], crowd),
      "GET /oncalls": onCalls([1, ada, week]),
      ...Object.fromEntries(
        crowd.map(({ id }) => [`GET /users/${id}/contact_methods`, contact("sms_contact_method")]),
      ),
    });
    expect(await check("escalation-policy.two-levels")).toMatchObject({
      ...{ verdict: "unknown", reason: "too_large", reading: { seen: { people: 17 } } },
    });
    server.answer({ "GET /users/PCROWD03/contact_methods": contact("email_contact_method") });
    expect(await check("escalation-policy.two-levels")).toMatchObject({
      ...{ verdict: "fail", reading: { seen: { without_phone: ["Person 3"] } } },
    });
  });

  test("is unknown where contact methods are hidden", async () => {
    server.answer({ "GET /users/PUSER02/contact_methods": faults.forbidden });
    expect(await check("escalation-policy.two-levels")).toMatchObject({
      ...{ verdict: "unknown", reason: "no_permission" },
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
