import { describe, expect, test } from "vitest";
import { runOf, site, usesSites } from "#lib/testing/http-provider.ts";
import type { SitePage } from "#lib/testing/site.ts";

usesSites();

const HEALTH = "/api/health";
const READY = "/api/ready";

describe.each([
  ["health.ok", HEALTH, "healthy"],
  ["ready.ok", READY, "ready"],
])("%s", (name, path, word) => {
  const outcomeOf = async (page: SitePage, settings = {}) =>
    runOf(await site({ [path]: page })).check(name, settings);

  test("passes for 200 with a good status", async () => {
    for (const status of ["ok", "UP", "pass", word]) {
      const outcome = await outcomeOf({ body: { status } });
      expect(outcome).toMatchObject({ verdict: "pass", reading: { seen: { status } } });
    }
  });

  test("fails for another status, another code, no page and no JSON", async () => {
    const pages: SitePage[] = [
      { body: { status: "down" } },
      { status: 503, body: { status: "ok" } },
      { status: 404 },
      { body: "<!doctype html><title>Shop</title>" },
    ];
    for (const page of pages) expect((await outcomeOf(page)).verdict).toBe("fail");
  });

  test("is unknown when the page is not for us, or nobody answers", async () => {
    expect(await outcomeOf({ status: 403 })).toMatchObject({ reason: "no_permission" });
    const gone = await site({});
    await gone.close();
    expect(await runOf(gone).check(name)).toMatchObject({ reason: "unreachable" });
  });

  test("takes the project's own word for good", async () => {
    const outcome = await outcomeOf({ body: { status: "fine" } }, { goodStatuses: ["fine"] });
    expect(outcome.verdict).toBe("pass");
  });
});

test("health.ok fails for an answer that comes after its time", async () => {
  const late = await runOf(await site({ [HEALTH]: () => null })).check("health.ok");
  expect(late).toMatchObject({ verdict: "fail", reading: { limit: { seconds: 2 } } });
}, 8_000);

describe("ready.dependencies-listed", () => {
  const outcomeOf = async (page: SitePage, dependencies = ["database", "payments"]) =>
    runOf(await site({ [READY]: page })).check("ready.dependencies-listed", { dependencies });

  test.each([
    ["our own", { checks: { database: { status: "ok" }, payments: { status: "ok" } } }],
    ["words", { dependencies: { Database: "up", payments: true } }],
    [
      "a list",
      {
        services: [
          { name: "database", state: "up" },
          { id: "payments", ok: true },
        ],
      },
    ],
    [
      "the draft",
      { checks: { "database:time": [{ status: "pass" }], payments: [{ status: "pass" }] } },
    ],
  ])("passes for all in %s format", async (_format, body) => {
    expect((await outcomeOf({ body })).verdict).toBe("pass");
  });

  test("fails when one is missing, and when one is down", async () => {
    const missing = await outcomeOf({ body: { checks: { database: { status: "ok" } } } });
    expect(missing).toMatchObject({
      verdict: "fail",
      reading: { seen: { missing: ["payments"] } },
    });
    const body = { checks: { database: { status: "ok" }, payments: { status: "failing" } } };
    const down = await outcomeOf({ status: 503, body });
    expect(down).toMatchObject({ verdict: "fail", reading: { seen: { down: ["payments"] } } });
  });

  test("is unknown when nobody has declared any, or the page is not for us", async () => {
    expect(await outcomeOf({}, [])).toMatchObject({ reason: "not_declared" });
    expect(await outcomeOf({ status: 401 })).toMatchObject({ reason: "no_permission" });
  });
});

describe("health.memory-cpu-reported", () => {
  const SETTINGS = { memoryField: "memory.used", mostMemory: 0.9, mostCpu: 0.8 };
  const outcomeOf = async (body: object, settings: object = SETTINGS) =>
    runOf(await site({ [HEALTH]: { body } })).check("health.memory-cpu-reported", { ...settings });

  test("passes below both limits, fails above one and without numbers", async () => {
    const good = await outcomeOf({ memory: { used: 0.5 }, cpu: 0.2 });
    expect(good).toMatchObject({ verdict: "pass", reading: { seen: { "memory.used": 0.5 } } });
    expect((await outcomeOf({ memory: { used: 0.95 }, cpu: 0.2 })).verdict).toBe("fail");
    expect((await outcomeOf({ memory: { used: "much" }, cpu: 0.2 })).verdict).toBe("fail");
    expect((await outcomeOf({ status: "ok" })).verdict).toBe("fail");
  });

  test("is unknown when nobody has declared the limits", async () => {
    const outcome = await outcomeOf({ memory: 1, cpu: 1 }, {});
    expect(outcome).toMatchObject({ reason: "not_declared", reading: { detail: "mostMemory" } });
  });

  test("reads the detail view with the token, which no evidence shows", async () => {
    const token = "token-of-the-detail-view";
    const own = await site({
      "/details": ({ headers }) =>
        headers.authorization === `Bearer ${token}`
          ? { body: { memory: { used: 0.1 }, cpu: 0.1, echo: headers.authorization } }
          : { status: 401 },
    });
    const config = { healthDetailPath: "/details" };
    const name = "health.memory-cpu-reported";
    const seen = await runOf(own, config, { healthToken: token }).check(name, SETTINGS);
    expect(seen.verdict).toBe("pass");
    expect(JSON.stringify(seen)).not.toContain(token);
    expect(await runOf(own, config).check(name, SETTINGS)).toMatchObject({
      reason: "no_permission",
    });
  });

  test("shows the token to no other host", async () => {
    const other = await site({ "*": { body: {} } });
    const config = { healthDetailPath: `${other.url}/details` };
    const outcome = await runOf(await site({}), config, { healthToken: "secret" }).check(
      "health.memory-cpu-reported",
      SETTINGS,
    );
    expect(outcome).toMatchObject({ verdict: "unknown", reason: "refused" });
    expect(other.asked).toEqual([]);
  });
});

test("health.disk-reported wants more free than the limit", async () => {
  const outcomeOf = async (free: unknown, leastDisk: number) =>
    runOf(await site({ [HEALTH]: { body: { disk: { free } } } })).check("health.disk-reported", {
      leastDisk,
    });
  expect((await outcomeOf(20, 10)).verdict).toBe("pass");
  expect((await outcomeOf(5, 10)).verdict).toBe("fail");
  expect((await outcomeOf(undefined, 10)).verdict).toBe("fail");
  const outcome = await runOf(await site({})).check("health.disk-reported");
  expect(outcome).toMatchObject({ reason: "not_declared", reading: { detail: "leastDisk" } });
});

describe("health.environment-distinct", () => {
  const named = (environment?: string) => site({ [HEALTH]: { body: { environment } } });
  const outcomeOf = async (production?: string, staging?: string) => {
    const stagingUrl = (await named(staging)).url;
    return runOf(await named(production), { stagingUrl }).check("health.environment-distinct");
  };

  test("passes for two names on two hosts, fails for one name or none", async () => {
    expect((await outcomeOf("production", "staging")).verdict).toBe("pass");
    expect((await outcomeOf("production", "production")).verdict).toBe("fail");
    expect((await outcomeOf("production")).verdict).toBe("fail");
  });

  test("is unknown when no staging environment is declared", async () => {
    const outcome = await runOf(await named("production")).check("health.environment-distinct");
    expect(outcome).toMatchObject({ reason: "not_declared", reading: { detail: "stagingUrl" } });
  });
});
