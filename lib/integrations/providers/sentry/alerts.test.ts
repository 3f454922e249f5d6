import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RecordedServer } from "#lib/testing/recorded-answers.ts";
import * as say from "#lib/testing/sentry-answers.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";

let server: RecordedServer;

beforeAll(() => setUnitEnv());
beforeEach(async () => {
  server = await say.startSentry();
});
afterEach(() => server.close());

const run = (config: Record<string, unknown> = {}) => say.openSentry(server, config);
const check = (name: string, settings = {}) => run().check(name, settings);

describe("alert.enabled-with-action", () => {
  test.each([
    ["passes for an enabled alert with an active action", {}, "active", "pass"],
    ["fails for one that is off", { enabled: false }, "active", "fail"],
    ["fails for an action that is off", {}, "disabled", "fail"],
  ])("%s", async (_name, own, status, verdict) => {
    const workflow = say.sentryWorkflow({ ...own, actions: [["email", status]] });
    server.answer({ [`${say.ORG}/workflows/`]: { json: [workflow] } });
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
      [`${say.ORG}/workflows/`]: ({ path }) =>
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
    server.answer({ [`${say.ORG}/workflows/`]: endless(say.sentryWorkflow({ enabled: false })) });
    for (const name of ["alert.enabled-with-action", "alert.high-priority-to-pager"]) {
      expect(await check(name), name).toMatchObject({ verdict: "unknown", reason: "no_data" });
    }
    expect(pages).toBe(20);
    const off = say.sentryDetector("events", [[100, 75]], false);
    server.answer({
      [`${say.ORG}/detectors/`]: endless(off),
      [`${say.ORG}/workflows/`]: { json: [] },
    });
    expect(await check("monitor.error-threshold")).toMatchObject({ reason: "no_data" });
  });

  test("asks an older server for its rules", async () => {
    const actions = [{ id: "sentry.mail.actions.NotifyEmailAction" }];
    server.answer({ [`${say.PROJECT}/rules/`]: { json: [say.sentryRule({ actions })] } });
    expect(await check("alert.enabled-with-action")).toMatchObject({ verdict: "pass" });
    const asleep = say.sentryRule({ actions, snooze: true });
    server.answer({ [`${say.PROJECT}/rules/`]: { json: [asleep] } });
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
      [`${say.ORG}/detectors/`]: { json: [say.sentryDetector(dataset, pairs, enabled)] },
      [`${say.ORG}/workflows/`]: { json: [] },
    });
    expect(await check("monitor.error-threshold")).toMatchObject({ verdict });
  });

  test("takes an alert that counts events instead, also of an older server", async () => {
    const comparison = { value: 50, interval: "1h" };
    const filters = [{ type: "event_frequency_count", comparison }];
    server.answer({
      [`${say.ORG}/detectors/`]: { json: [] },
      [`${say.ORG}/workflows/`]: { json: [say.sentryWorkflow({ filters })] },
    });
    expect(await check("monitor.error-threshold")).toMatchObject({ verdict: "pass" });
    const id = "sentry.rules.conditions.event_frequency.EventFrequencyCondition";
    const old = say.sentryRule({ conditions: [{ id, value: 500, interval: "1h" }] });
    const missing = { status: 404 };
    server.answer({
      [`${say.ORG}/detectors/`]: missing,
      [`${say.ORG}/workflows/`]: missing,
      [`${say.PROJECT}/rules/`]: { json: [old] },
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
    server.answer({ [`${say.ORG}/workflows/`]: { json: [workflow] } });
    expect(await check("alert.high-priority-to-pager")).toMatchObject({ verdict });
  });

  test("knows the names of an older server", async () => {
    const old = say.sentryRule({
      conditions: [
        { id: "sentry.rules.conditions.high_priority_issue.NewHighPriorityIssueCondition" },
      ],
      actions: [{ id: "sentry.integrations.slack.notify_action.SlackNotifyServiceAction" }],
    });
    server.answer({ [`${say.PROJECT}/rules/`]: { json: [old] } });
    expect(await check("alert.high-priority-to-pager")).toMatchObject({ verdict: "pass" });
  });
});
