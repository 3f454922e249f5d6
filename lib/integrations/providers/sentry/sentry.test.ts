import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import { faults, type RecordedServer } from "#lib/testing/recorded-answers.ts";
import * as say from "#lib/testing/sentry-answers.ts";
import { setUnitEnv } from "#lib/testing/unit-env.ts";
import { sentry } from "./provider.ts";

let server: RecordedServer;

beforeAll(() => setUnitEnv());
beforeEach(async () => {
  server = await say.startSentry();
});
afterEach(() => server.close());

const run = (config: Record<string, unknown> = {}) => say.openSentry(server, config);
const check = (name: string, settings = {}) => run().check(name, settings);

describe("the test of a connection", () => {
  test("tells organisation, project and which scopes the token has", async () => {
    const scopes = ["org:read", "project:read", "event:read"];
    server.answer({ [`${say.ORG}/`]: { json: say.sentryOrganization(scopes) } });
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
      [`${say.ORG}/`]: { json: say.sentryOrganization(["org:read"]) },
      [`${say.ORG}/workflows/`]: { json: [] },
    });
    expect((await sentry.test(run().source)).access).toMatchObject({ "alerts:read": "granted" });
    server.answer({ [`${say.ORG}/workflows/`]: faults.forbidden });
    expect((await sentry.test(run().source)).access).toMatchObject({ "alerts:read": "missing" });
  });

  test("works without the right to see the organisation", async () => {
    server.answer({ [`${say.ORG}/`]: faults.forbidden });
    const { account, access } = await sentry.test(run().source);
    expect(account).toBe("acme / shop");
    expect(access).toMatchObject({ "org:read": "missing", "alerts:read": "unknown" });
  });

  test("says that a token is wrong", async () => {
    server.answer({ [`${say.PROJECT}/`]: { status: 401, json: { detail: "Invalid token" } } });
    await expect(sentry.test(run().source)).rejects.toMatchObject({
      ...{ reason: "no_permission", detail: "HTTP 401: Invalid token" },
    });
  });
});

test("project.data-scrubber-on passes with both switches on and fails with one off", async () => {
  expect(await check("project.data-scrubber-on")).toMatchObject({ verdict: "pass" });
  server.answer({
    [`${say.PROJECT}/`]: { json: say.sentryProject({ dataScrubberDefaults: false }) },
  });
  expect(await check("project.data-scrubber-on")).toMatchObject({
    ...{ verdict: "fail", reading: { seen: { dataScrubberDefaults: false } } },
  });
});

test("project.first-event fails until there is one", async () => {
  expect(await check("project.first-event")).toMatchObject({ verdict: "pass" });
  server.answer({ [`${say.PROJECT}/`]: { json: say.sentryProject({ firstEvent: null }) } });
  expect(await check("project.first-event")).toMatchObject({ verdict: "fail" });
});

test("events.accepted-recently adds up what was accepted", async () => {
  server.answer({ [`${say.ORG}/stats_v2/`]: { json: say.sentryStats([{ "sum(quantity)": 3 }]) } });
  expect(await check("events.accepted-recently")).toMatchObject({
    ...{ verdict: "pass", reading: { seen: { accepted: 3 } } },
  });
  const asked = new URL(server.asked.at(-1)?.path ?? "", server.url).searchParams;
  expect(Object.fromEntries(asked)).toEqual({
    ...{ project: "42", category: "error", outcome: "accepted", statsPeriod: "30d" },
    ...{ field: "sum(quantity)", groupBy: "outcome" },
  });
  server.answer({ [`${say.ORG}/stats_v2/`]: { json: say.sentryStats([]) } });
  expect(await check("events.accepted-recently")).toMatchObject({ verdict: "fail" });
});

test("events.trace-context-present wants it in all of the newest events", async () => {
  const traced = say.sentryEvent("4bf92f3577b34da6a3ce929d0e0e4736");
  const answer = (json: unknown) => server.answer({ [`${say.PROJECT}/events/`]: { json } });
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
      server.answer({ [`${say.ORG}/${route}/`]: fault });
    }
    server.answer({ [`${say.PROJECT}/events/`]: fault });
    const opened = run();
    const needProject = ["project.data-scrubber-on", "project.first-event"];
    for (const name of Object.keys(sentry.checks).filter((each) => !needProject.includes(each))) {
      const outcome = await opened.check(name);
      expect(outcome, name).toMatchObject({ verdict: "unknown", reason });
      expect(outcome.retryAfterSeconds).toBe(reason === "rate_limited" ? 7 : null);
      expect(JSON.stringify(outcome)).not.toContain("a-very-secret-token");
    }
    server.answer({ [`${say.PROJECT}/`]: fault });
    const again = run();
    for (const name of needProject) {
      expect(await again.check(name), name).toMatchObject({ verdict: "unknown", reason });
    }
  });

  test("a project that is gone", async () => {
    server.answer({ [`${say.PROJECT}/`]: { status: 404, json: { detail: "Not found" } } });
    expect(await check("project.first-event")).toMatchObject({ reason: "not_found" });
    expect(await check("alert.enabled-with-action")).toMatchObject({ reason: "not_found" });
  });
});

describe("signals", () => {
  test("unresolved issues of the declared environment, with how many there are", async () => {
    server.answer({
      [`${say.ORG}/issues/`]: { headers: { "x-hits": "130" }, json: [say.sentryIssue()] },
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
        [`${say.ORG}/sessions/`]: {
          json: say.sentrySessions({ "crash_free_rate(session)": value }),
        },
        [`${say.ORG}/stats_v2/`]: { json: say.sentryStats([{ "sum(quantity)": 17 }]) },
      });
    answer(0.9981);
    expect(await read("crash_free_rate")).toEqual({ value: 0.9981 });
    answer(null);
    expect(await read("crash_free_rate")).toEqual({ value: null });
    expect(await read("events_per_hour")).toEqual({ value: 17 });
  });
});
