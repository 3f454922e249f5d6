import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { readSignal } from "#lib/integrations/run-check.ts";
import { openProvider } from "#lib/testing/provider-run.ts";
import { startRealMonitoring, type RealMonitoring } from "#lib/testing/real-monitoring.ts";
import {
  faults,
  startRecordedServer,
  type RecordedAnswer,
  type RecordedServer,
} from "#lib/testing/recorded-answers.ts";
import { alertmanager } from "./provider.ts";

const SLACK = { api_url: "http://127.0.0.1:1/hook", channel: "#alerts" };
const MAIL = { to: "team@example.org", from: "am@example.org", smarthost: "127.0.0.1:1" };
const GOOD = {
  route: {
    receiver: "chat",
    group_by: ["alertname"],
    repeat_interval: "4h",
    routes: [
      { match: { severity: "info" }, receiver: "mail" },
      { matchers: ['severity=~"critical|page"'], receiver: "pager" },
    ],
  },
  receivers: [
    { name: "chat", slack_configs: [SLACK] },
    { name: "mail", email_configs: [MAIL] },
    { name: "pager", pagerduty_configs: [{ routing_key: "a-key-of-pagerduty" }] },
  ],
  inhibit_rules: [
    { source_match: { severity: "critical" }, target_match: { severity: "info" }, equal: ["job"] },
  ],
};
const CHECKS = Object.keys(alertmanager.checks);

// The first start on a machine fetches the programs.
const STARTS_WITHIN_MS = 120_000;

let real: RealMonitoring;
let server: RecordedServer;
beforeAll(async () => {
  real = await startRealMonitoring({ alertmanagerConfig: GOOD });
  server = await startRecordedServer();
}, STARTS_WITHIN_MS);
afterAll(async () => {
  await real.stop();
  await server.close();
});

const open = (config: Record<string, unknown> = {}) =>
  openProvider(alertmanager, { url: real.alertmanagerUrl, ...config });
const answering = (answer: RecordedAnswer) => {
  server.answer({ "GET /api/v2/status": answer, "GET /api/v2/alerts": answer });
  return open({ url: server.url });
};
const configured = (configuration: object | string) => {
  const original = typeof configuration === "string" ? configuration : stringify(configuration);
  return answering({ json: { versionInfo: { version: "0.27.0" }, config: { original } } });
};

describe("a real Alertmanager", () => {
  test.each(CHECKS)("%s passes where all is in order", async (check) => {
    const { verdict, reading } = await open().check(check);
    expect(verdict).toBe("pass");
    expect(JSON.stringify(reading)).not.toContain("a-key-of-pagerduty");
  });

  test("an alert of other labels may reach nobody who is awake", async () => {
    const settings = { alertLabels: ["severity=info"] };
    const { verdict, reading } = await open().check("route.critical-reaches-pager", settings);
    expect(verdict).toBe("fail");
    expect(reading.seen).toEqual({ receivers: ["mail: email_configs"] });
  });

  test("the connection says as whom it reads and what it may read", async () => {
    expect(await alertmanager.test(open().source)).toEqual({
      account: expect.stringMatching(/^Alertmanager 0\./) as string,
      access: { config: "granted", alerts: "granted", silences: "granted" },
    });
  });

  test("a filter that it does not accept is refused", async () => {
    const { source } = open({ filters: ["x{"] });
    await expect(readSignal(alertmanager, source, "alerts", {})).rejects.toMatchObject({
      reason: "query_refused",
    });
    await expect(readSignal(alertmanager, open().source, "alerts", {})).resolves.toEqual({
      ...{ value: 0, rows: [] },
    });
  });
});

describe("an Alertmanager in bad order", () => {
  test.each(CHECKS)("%s fails where nobody is told", async (check) => {
    const empty = { route: { receiver: "nobody" }, receivers: [{ name: "nobody" }] };
    expect((await configured(empty).check(check)).verdict).toBe("fail");
  });

  test.each(CHECKS.filter((name) => name.startsWith("receiver.")))(
    "%s fails where no route uses the receiver",
    async (check) => {
      const unused = { ...GOOD, route: { receiver: "none" } };
      const receivers = [...GOOD.receivers, { name: "none" }];
      expect((await configured({ ...unused, receivers }).check(check)).verdict).toBe("fail");
    },
  );

  test("repeating every half-hour is too often, and the limit is the project's", async () => {
    const often = { ...GOOD, route: { ...GOOD.route, repeat_interval: "30m" } };
    const run = configured(often);
    const check = "route.grouping-and-inhibition";
    expect((await run.check(check)).verdict).toBe("fail");
    expect((await run.check(check, { leastRepeatHours: 0.5 })).verdict).toBe("pass");
    const silent = { ...GOOD, route: { ...GOOD.route, repeat_interval: undefined } };
    expect((await configured(silent).check(check)).reading.seen).toMatchObject({
      repeat_interval: "4h",
    });
  });

  test.each([
    ["no YAML", "route: [", "not_understood"],
    ["no configuration", "null", "not_understood"],
    [
      "a pattern made to take long",
      "route: {receiver: a, routes: [{match_re: {severity: '(c+)+d'}}]}\nreceivers: []",
      "not_understood",
    ],
  ])("%s is not understood", async (_what, yaml, reason) => {
    const outcome = await configured(yaml).check("route.critical-reaches-pager");
    expect(outcome).toMatchObject({ verdict: "unknown", reason });
  });

  test.each([
    ["a page to sign in", faults.page, "not_understood"],
    ["401", { status: 401, text: "" }, "no_permission"],
    ["503", { status: 503, text: "" }, "provider_error"],
    ["429", faults.limited, "rate_limited"],
  ] as [string, RecordedAnswer, string][])("%s is no verdict", async (_fault, answer, reason) => {
    const run = answering(answer);
    for (const check of CHECKS) {
      expect(await run.check(check)).toMatchObject({ verdict: "unknown", reason });
    }
    await expect(alertmanager.test(run.source)).rejects.toMatchObject({ reason });
  });
});
