import { afterAll, beforeAll, expect, test } from "vitest";
import { openProvider } from "#lib/testing/provider-run.ts";
import {
  faults,
  startRecordedServer,
  type RecordedAnswer,
  type RecordedServer,
} from "#lib/testing/recorded-answers.ts";
import { prometheus } from "./provider.ts";

let server: RecordedServer;
beforeAll(async () => {
  server = await startRecordedServer();
});
afterAll(() => server.close());

const open = (credentials = {}, config = {}) =>
  openProvider(prometheus, { url: `${server.url}/`, job: "app", ...config }, credentials);

const vector = (...values: string[]): RecordedAnswer => ({
  json: {
    status: "success",
    data: {
      resultType: "vector",
      result: values.map((value, at) => ({ metric: { at: String(at) }, value: [1, value] })),
    },
  },
});

const replaying = {
  status: 503,
  headers: { "content-type": "text/plain" },
  text: "Service Unavailable",
};
const unauthorized = { status: 401, text: "Unauthorized" };
const failed = { status: 200, json: { status: "error", errorType: "internal", error: "no" } };

const FAULTS: [fault: string, answer: RecordedAnswer, reason: string][] = [
  ["a page to sign in", faults.page, "not_understood"],
  ["401", unauthorized, "no_permission"],
  ["403", faults.forbidden, "no_permission"],
  ["429", faults.limited, "rate_limited"],
  ["500", faults.broken, "provider_error"],
  ["503 while it reads its log after a start", replaying, "provider_error"],
  ["an error with a good status", failed, "not_understood"],
  ["half a JSON document", { text: '{"status":"succ' }, "not_understood"],
  ["404", { status: 404, text: "404 page not found" }, "not_found"],
];

test.each(FAULTS)(
  "%s is no verdict on a metric, a rule or a target",
  async (_f, answer, reason) => {
    server.answer({
      "GET /api/v1/query": answer,
      "GET /api/v1/rules": answer,
      "GET /api/v1/targets": answer,
    });
    for (const check of ["replicas.two-up", "rules.alert-hygiene", "targets.up"]) {
      expect(await open().check(check)).toMatchObject({ verdict: "unknown", reason });
    }
  },
);

test("infinite and missing values are judged as what they are", async () => {
  server.answer({ "GET /api/v1/query": vector("+Inf") });
  const pool = await open().check("pool.connections-below-max");
  expect(pool).toMatchObject({ verdict: "fail", reading: { seen: { "at=0": "Infinity" } } });
  expect(await open().check("metric.error-ratio")).toMatchObject({ verdict: "fail" });
  server.answer({ "GET /api/v1/query": vector("NaN", "0.1") });
  expect(await open().check("pool.connections-below-max")).toMatchObject({ verdict: "pass" });
  server.answer({ "GET /api/v1/query": vector("NaN") });
  expect(await open().check("pool.connections-below-max")).toMatchObject({ reason: "no_data" });
});

test("a token goes before a user, and neither stands in the evidence", async () => {
  server.answer({ "GET /api/v1/query": vector("2") });
  const both = open({ token: "a-secret-token", password: "pass-word" }, { user: "kim" });
  const { reading } = await both.check("replicas.two-up");
  expect(server.asked.at(-1)?.headers.authorization).toBe("Bearer a-secret-token");
  expect(JSON.stringify(reading)).not.toContain("a-secret-token");
  await open({ password: "pass-word" }, { user: "kim" }).check("replicas.two-up");
  const pair = Buffer.from("kim:pass-word").toString("base64");
  expect(server.asked.at(-1)?.headers.authorization).toBe(`Basic ${pair}`);
});

test("ten checks on rules ask for them once", async () => {
  const rules = { status: "success", data: { groups: [] } };
  server.answer({ "GET /api/v1/rules": { json: rules } });
  server.asked.length = 0;
  const run = open();
  for (const check of ["rules.error-rate-alert", "rules.auth-failure-alert"]) {
    expect(await run.check(check)).toMatchObject({ verdict: "fail" });
  }
  expect(await run.check("rules.alert-hygiene")).toMatchObject({ verdict: "fail" });
  expect(server.asked.map(({ path }) => path)).toEqual([
    "/api/v1/rules?type=alert&exclude_alerts=true",
    "/api/v1/rules?type=record&exclude_alerts=true",
  ]);
});

test("a service that has no rules to show says so before the first check", async () => {
  const compatible = await startRecordedServer({
    "GET /prometheus/api/v1/query": vector("1"),
    "GET /prometheus/api/v1/targets": { status: 403, text: "" },
    "GET /prometheus/api/v1/alertmanagers": { status: 500, text: "" },
  });
  const url = `${compatible.url}/prometheus`;
  const run = openProvider(prometheus, { url });
  expect(await prometheus.test(run.source)).toEqual({
    account: null,
    access: {
      ...{ query: "granted", rules: "missing", targets: "missing" },
      alertmanagers: "unknown",
    },
  });
  await compatible.close();
});

const ruleOf = (name: string, health: string) => ({
  ...{ name, query: "up == 0", health, type: "alerting", duration: 60, labels: {} },
  annotations: {},
});
const targetOf = (instance: string, health: string) => ({
  ...{
    labels: { job: "app", instance },
    health,
    lastError: "",
    lastScrape: "0001-01-01T00:00:00Z",
  },
});
const success = (data: unknown): RecordedAnswer => ({ json: { status: "success", data } });

test.each([
  ["all known", ["up", "up"], ["ok", "ok"], "pass"],
  ["one that is new", ["up", "unknown"], ["ok", "unknown"], "unknown"],
  ["one that is broken beside a new one", ["down", "unknown"], ["err", "unknown"], "fail"],
])(
  "with %s, targets and rules fail for what Prometheus has looked at",
  async (_what, targets, rules, verdict) => {
    server.answer({
      "GET /api/v1/targets": success({
        activeTargets: targets.map((h, at) => targetOf(`${at}`, h)),
      }),
      "GET /api/v1/rules": success({
        groups: [{ rules: rules.map((health, at) => ruleOf(`Rule${at}`, health)) }],
      }),
      "GET /api/v1/alertmanagers": success({ activeAlertmanagers: [{ url: "http://am" }] }),
    });
    const opened = open();
    for (const name of ["targets.up", "rules.alerting-delivered"]) {
      expect(await opened.check(name), name).toMatchObject({ verdict });
    }
  },
);
