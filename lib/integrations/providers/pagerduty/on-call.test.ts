import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  ada,
  bob,
  contact,
  onCalls,
  policyWith,
  reference,
  serviceWith,
  week,
  openPagerDuty,
  startPagerDuty,
} from "#lib/testing/pagerduty-answers.ts";
import { faults, type RecordedServer } from "#lib/testing/recorded-answers.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";

let server: RecordedServer;

beforeAll(() => setUnitEnv());
beforeEach(async () => {
  server = await startPagerDuty();
});
afterEach(() => server.close());

const run = (config: Record<string, unknown> = {}) => openPagerDuty(server, config);
const check = (name: string, settings = {}) => run().check(name, settings);

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
