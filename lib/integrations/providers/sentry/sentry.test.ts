import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import { openProvider } from "#lib/testing/provider-run.ts";
import { faults, type RecordedServer, startRecordedServer } from "#lib/testing/recorded-answers.ts";
import * as say from "#lib/testing/sentry-answers.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { sentry } from "./provider.ts";

const ORG = "GET /api/0/organizations/acme";
const PROJECT = "GET /api/0/projects/acme/shop";
let server: RecordedServer;

beforeAll(async () => {
  setUnitEnv();
  server = await startRecordedServer();
});
afterAll(() => server.close());

beforeEach(() => {
  server.asked.length = 0;
  const missing = { status: 404, json: { detail: "The requested resource does not exist" } };
  server.answer({
    [`${PROJECT}/`]: { json: say.sentryProject() },
    [`${ORG}/workflows/`]: missing,
    [`${ORG}/detectors/`]: missing,
    [`${PROJECT}/rules/`]: missing,
  });
});

const run = (config: Record<string, unknown> = {}) =>
  openProvider(
    sentry,
    { baseUrl: server.url, organization: "acme", project: "shop", ...config },
    { token: "sntrys_a-very-secret-token" },
  );
const check = (name: string, settings = {}) => run().check(name, settings);

describe("the test of a connection", () => {
  test("tells organisation, project and which scopes the token has", async () => {
    const scopes = ["org:read", "project:read", "event:read"];
    server.answer({ [`${ORG}/`]: { json: say.sentryOrganization(scopes) } });
    expect(await sentry.test(run().source)).toEqual({
      account: "Acme / shop",
      access: {
        "org:read": "granted",
        "project:read": "granted",
        "event:read": "granted",
        "alerts:read": "missing",
      },
    });
    expect(server.asked[0]?.headers.authorization).toBe("Bearer sntrys_a-very-secret-token");
  });

  test("takes alerts for readable where Sentry shows them, whatever the scopes are called", async () => {
    server.answer({
      [`${ORG}/`]: { json: say.sentryOrganization(["org:read"]) },
      [`${ORG}/workflows/`]: { json: [] },
    });
    expect((await sentry.test(run().source)).access).toMatchObject({ "alerts:read": "granted" });
    server.answer({ [`${ORG}/workflows/`]: faults.forbidden });
    expect((await sentry.test(run().source)).access).toMatchObject({ "alerts:read": "missing" });
  });

  test("works without the right to see the organisation", async () => {
    server.answer({ [`${ORG}/`]: faults.forbidden });
    const { account, access } = await sentry.test(run().source);
    expect(account).toBe("acme / shop");
    expect(access).toMatchObject({ "org:read": "missing", "alerts:read": "unknown" });
  });

  test("says that a token is wrong", async () => {
    server.answer({ [`${PROJECT}/`]: { status: 401, json: { detail: "Invalid token" } } });
    await expect(sentry.test(run().source)).rejects.toMatchObject({
      ...{ reason: "no_permission", detail: "HTTP 401: Invalid token" },
    });
  });
});

test("project.data-scrubber-on passes with both switches on and fails with one off", async () => {
  expect(await check("project.data-scrubber-on")).toMatchObject({ verdict: "pass" });
  server.answer({ [`${PROJECT}/`]: { json: say.sentryProject({ dataScrubberDefaults: false }) } });
  expect(await check("project.data-scrubber-on")).toMatchObject({
    ...{ verdict: "fail", reading: { seen: { dataScrubberDefaults: false } } },
  });
});

test("project.first-event fails until there is one", async () => {
  expect(await check("project.first-event")).toMatchObject({ verdict: "pass" });
  server.answer({ [`${PROJECT}/`]: { json: say.sentryProject({ firstEvent: null }) } });
  expect(await check("project.first-event")).toMatchObject({ verdict: "fail" });
});

test("events.accepted-recently adds up what was accepted", async () => {
  server.answer({ [`${ORG}/stats_v2/`]: { json: say.sentryStats([{ "sum(quantity)": 3 }]) } });
  expect(await check("events.accepted-recently")).toMatchObject({
    ...{ verdict: "pass", reading: { seen: { accepted: 3 } } },
  });
  const asked = new URL(server.asked.at(-1)?.path ?? "", server.url).searchParams;
  expect(Object.fromEntries(asked)).toEqual({
    ...{ project: "42", category: "error", outcome: "accepted", statsPeriod: "30d" },
    ...{ field: "sum(quantity)", groupBy: "outcome" },
  });
  server.answer({ [`${ORG}/stats_v2/`]: { json: say.sentryStats([]) } });
  expect(await check("events.accepted-recently")).toMatchObject({ verdict: "fail" });
});

describe("alert.enabled-with-action", () => {
  test.each([
    ["passes for an enabled alert with an active action", {}, "active", "pass"],
    ["fails for one that is off", { enabled: false }, "active", "fail"],
    ["fails for an action that is off", {}, "disabled", "fail"],
  ])("%s", async (_name, own, status, verdict) => {
    const workflow = say.sentryWorkflow({ ...own, actions: [["email", status]] });
    server.answer({ [`${ORG}/workflows/`]: { json: [workflow] } });
    expect(await check("alert.enabled-with-action")).toMatchObject({ verdict });
  });

  const page = (cursor: string, goesOn: boolean, ...json: object[]) => ({
    headers: {
      link:
        `<${server.url}/x/?cursor=0:0:1>; rel="previous"; results="false"; cursor="0:0:1", ` +
        `<${server.url}/x/?cursor=${cursor}>; rel="next"; results="${goesOn}"; cursor="${cursor}"`,
    },
    json,
  });

  test("is looked for on all pages of the list", async () => {
    const good = say.sentryWorkflow({ actions: [["email", "active"]] });
    server.answer({
      [`${ORG}/workflows/`]: ({ path }) =>
        path.includes("cursor=0%3A100%3A0")
          ? page("0:200:0", false, good)
          : page("0:100:0", true, say.sentryWorkflow({ enabled: false })),
    });
    expect(await check("alert.enabled-with-action")).toMatchObject({
      ...{ verdict: "pass", reading: { seen: { alerts: 2 } } },
    });
    expect(server.asked.filter(({ path }) => path.includes("workflows"))).toHaveLength(2);
  });

  test("is not said to be missing from a list that was not read to its end", async () => {
    let pages = 0;
    const endless = (off: object) => () => {
      pages += 1;
      return page(`0:${pages}:0`, true, off);
    };
    server.answer({ [`${ORG}/workflows/`]: endless(say.sentryWorkflow({ enabled: false })) });
    for (const name of ["alert.enabled-with-action", "alert.high-priority-to-pager"]) {
      expect(await check(name), name).toMatchObject({ verdict: "unknown", reason: "no_data" });
    }
    expect(pages).toBe(20);
    const off = say.sentryDetector("events", [[100, 75]], false);
    server.answer({ [`${ORG}/detectors/`]: endless(off), [`${ORG}/workflows/`]: { json: [] } });
    expect(await check("monitor.error-threshold")).toMatchObject({ reason: "no_data" });
  });

  test("asks an older server for its rules", async () => {
    const actions = [{ id: "sentry.mail.actions.NotifyEmailAction" }];
    server.answer({ [`${PROJECT}/rules/`]: { json: [say.sentryRule({ actions })] } });
    expect(await check("alert.enabled-with-action")).toMatchObject({ verdict: "pass" });
    const asleep = say.sentryRule({ actions, snooze: true });
    server.answer({ [`${PROJECT}/rules/`]: { json: [asleep] } });
    expect(await check("alert.enabled-with-action")).toMatchObject({ verdict: "fail" });
  });
});

describe("monitor.error-threshold", () => {
  test.each([
    ["passes for a figure on errors", "events", [[100, 75]], true, "pass"],
    ["fails for another data set", "generic_metrics", [[100, 75]], true, "fail"],
    ["fails for a figure that only says when it is over", "events", [[100, 0]], true, "fail"],
    ["fails for a learned threshold", "events", [[{ sensitivity: "low" }, 75]], true, "fail"],
    ["fails for a monitor that is off", "events", [[100, 75]], false, "fail"],
  ] as const)("%s", async (_name, dataset, conditions, enabled, verdict) => {
    const pairs = conditions.map(([figure, result]): [unknown, number] => [figure, result]);
    server.answer({
      [`${ORG}/detectors/`]: { json: [say.sentryDetector(dataset, pairs, enabled)] },
      [`${ORG}/workflows/`]: { json: [] },
    });
    expect(await check("monitor.error-threshold")).toMatchObject({ verdict });
  });

  test("takes an alert that counts events instead, also of an older server", async () => {
    const comparison = { value: 50, interval: "1h" };
    const filters = [{ type: "event_frequency_count", comparison }];
    server.answer({
      [`${ORG}/detectors/`]: { json: [] },
      [`${ORG}/workflows/`]: { json: [say.sentryWorkflow({ filters })] },
    });
    expect(await check("monitor.error-threshold")).toMatchObject({ verdict: "pass" });
    const id = "sentry.rules.conditions.event_frequency.EventFrequencyCondition";
    const old = say.sentryRule({ conditions: [{ id, value: 500, interval: "1h" }] });
    const missing = { status: 404 };
    server.answer({
      [`${ORG}/detectors/`]: missing,
      [`${ORG}/workflows/`]: missing,
      [`${PROJECT}/rules/`]: { json: [old] },
    });
    expect(await check("monitor.error-threshold")).toMatchObject({ verdict: "pass" });
  });
});

describe("alert.high-priority-to-pager", () => {
  const triggers = [{ type: "new_high_priority_issue" }];

  test.each([
    ["passes for PagerDuty", triggers, "pagerduty", "pass"],
    ["fails for mail", triggers, "email", "fail"],
    ["fails for another trigger", [{ type: "first_seen_event" }], "pagerduty", "fail"],
  ])("%s", async (_name, raisedBy, action, verdict) => {
    const workflow = say.sentryWorkflow({ triggers: raisedBy, actions: [[action, "active"]] });
    server.answer({ [`${ORG}/workflows/`]: { json: [workflow] } });
    expect(await check("alert.high-priority-to-pager")).toMatchObject({ verdict });
  });

  test("knows the names of an older server", async () => {
    const old = say.sentryRule({
      conditions: [
        { id: "sentry.rules.conditions.high_priority_issue.NewHighPriorityIssueCondition" },
      ],
      actions: [{ id: "sentry.integrations.slack.notify_action.SlackNotifyServiceAction" }],
    });
    server.answer({ [`${PROJECT}/rules/`]: { json: [old] } });
    expect(await check("alert.high-priority-to-pager")).toMatchObject({ verdict: "pass" });
  });
});

test("events.trace-context-present wants it in all of the newest events", async () => {
  const traced = say.sentryEvent("4bf92f3577b34da6a3ce929d0e0e4736");
  const answer = (json: unknown) => server.answer({ [`${PROJECT}/events/`]: { json } });
  answer([traced, traced]);
  expect(await check("events.trace-context-present")).toMatchObject({ verdict: "pass" });
  answer([traced, say.sentryEvent(null)]);
  expect(await check("events.trace-context-present")).toMatchObject({ verdict: "fail" });
  expect(await check("events.trace-context-present", { newestEvents: 1 })).toMatchObject({
    verdict: "pass",
  });
  answer([]);
  expect(await check("events.trace-context-present")).toMatchObject({ reason: "no_data" });
});

describe("what goes wrong is unknown", () => {
  test.each([
    ["no permission", faults.forbidden, "no_permission"],
    ["too many requests", faults.limited, "rate_limited"],
    ["a page of HTML", faults.page, "not_understood"],
    ["a fault of the server", faults.broken, "provider_error"],
  ])("%s", async (_name, fault, reason) => {
    for (const route of ["workflows", "detectors", "stats_v2"]) {
      server.answer({ [`${ORG}/${route}/`]: fault });
    }
    server.answer({ [`${PROJECT}/events/`]: fault });
    const opened = run();
    const needProject = ["project.data-scrubber-on", "project.first-event"];
    for (const name of Object.keys(sentry.checks).filter((each) => !needProject.includes(each))) {
      const outcome = await opened.check(name);
      expect(outcome, name).toMatchObject({ verdict: "unknown", reason });
      expect(outcome.retryAfterSeconds).toBe(reason === "rate_limited" ? 7 : null);
      expect(JSON.stringify(outcome)).not.toContain("a-very-secret-token");
    }
    server.answer({ [`${PROJECT}/`]: fault });
    const again = run();
    for (const name of needProject) {
      expect(await again.check(name), name).toMatchObject({ verdict: "unknown", reason });
    }
  });

  test("a project that is gone", async () => {
    server.answer({ [`${PROJECT}/`]: { status: 404, json: { detail: "Not found" } } });
    expect(await check("project.first-event")).toMatchObject({ reason: "not_found" });
    expect(await check("alert.enabled-with-action")).toMatchObject({ reason: "not_found" });
  });
});

describe("signals", () => {
  test("unresolved issues of the declared environment, with how many there are", async () => {
    server.answer({
      [`${ORG}/issues/`]: { headers: { "x-hits": "130" }, json: [say.sentryIssue()] },
    });
    const { source } = run({ environment: "production" });
    expect(await readSignal(sentry, source, "unresolved_issues", {})).toEqual({
      value: 130,
      rows: [
        { title: "TypeError: x", state: "fail", detail: "12×", url: "https://s/1", at: say.WHEN },
      ],
    });
    const asked = server.asked.filter(({ path }) => path.includes("/issues/"));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.path).toContain("environment=production");
  });

  test("the crash-free rate is a share, or nothing without sessions; events count by the hour", async () => {
    const read = (name: string) => readSignal(sentry, run().source, name, {});
    const answer = (value: number | null) =>
      server.answer({
        [`${ORG}/sessions/`]: { json: say.sentrySessions({ "crash_free_rate(session)": value }) },
        [`${ORG}/stats_v2/`]: { json: say.sentryStats([{ "sum(quantity)": 17 }]) },
      });
    answer(0.9981);
    expect(await read("crash_free_rate")).toEqual({ value: 0.9981 });
    answer(null);
    expect(await read("crash_free_rate")).toEqual({ value: null });
    expect(await read("events_per_hour")).toEqual({ value: 17 });
  });
});
