import { describe, expect, test } from "vitest";
import { runOf, site, usesSites } from "#lib/testing/http-provider.ts";
import type { Site, SiteAnswer, SitePage } from "#lib/testing/site.ts";
import { remainingOf } from "./limit-checks.ts";

usesSites();

const PATHS = { limitedPaths: ["/api/list"] };
const REFUSAL: SiteAnswer = {
  status: 429,
  headers: { "retry-after": "30" },
  body: { error: { code: "rate_limited", message: "Too many requests" } },
};

/** Allows so many requests and refuses the others. */
function limited(most: number, refusal: SiteAnswer = REFUSAL): SitePage {
  let calls = 0;
  return () => ((calls += 1) > most ? refusal : { body: {} });
}

const attack = (target: Site, name: string, config: object = {}) =>
  runOf(target, { ...PATHS, rateLimit: 20, testTargetUrl: target.url, ...config }).check(name);

describe("rate-limit.headers-present", () => {
  const outcomeOf = async (page: SitePage, config: object = PATHS) =>
    runOf(await site({ "/api/list": page }), { ...config }).check("rate-limit.headers-present");

  test.each(["RateLimit", "RateLimit-Limit", "X-RateLimit-Limit"])(
    "passes for %s",
    async (name) => {
      expect((await outcomeOf({ headers: { [name]: "100" } })).verdict).toBe("pass");
    },
  );

  test("fails without any of them", async () => {
    expect((await outcomeOf({ body: {} })).verdict).toBe("fail");
  });

  test("is unknown without a declared route, and where it is not for us", async () => {
    expect(await outcomeOf({}, {})).toMatchObject({ reason: "not_declared" });
    expect(await outcomeOf({ status: 401 })).toMatchObject({ reason: "no_permission" });
  });
});

describe("rate-limit.429-on-burst", () => {
  const NAME = "rate-limit.429-on-burst";

  test("passes when the limit holds, and says how many requests it took", async () => {
    const target = await site({ "/api/list": limited(20) });
    expect(await attack(target, NAME)).toMatchObject({
      verdict: "pass",
      reading: { seen: { requests: 30, limited: ["/api/list: 10 of 30"], server_errors: 0 } },
    });
    expect(target.asked).toHaveLength(30);
  });

  test("fails when nothing is refused", async () => {
    const target = await site({ "*": { body: {} } });
    const config = { limitedPaths: ["/api/list", "/api/other"] };
    expect((await attack(target, NAME, config)).verdict).toBe("fail");
    expect(target.asked).toHaveLength(60);
  });

  test("fails and stops when the target begins to break", async () => {
    const target = await site({ "*": { status: 500 } });
    const config = { limitedPaths: ["/api/list", "/api/other"], rateLimit: 200 };
    expect((await attack(target, NAME, config)).verdict).toBe("fail");
    expect(target.asked.length).toBeLessThan(20);
  });

  test("is unknown where no request got as far as the limit", async () => {
    const closed = await site({ "*": { status: 401 } });
    expect(await attack(closed, NAME)).toMatchObject({ reason: "no_permission" });
    expect(await attack(await site({}), NAME)).toMatchObject({ reason: "not_found" });
  });

  test("asks nobody without a test target, a route or a limit", async () => {
    const target = await site({ "*": {} });
    const none = await attack(target, NAME, { testTargetUrl: "" });
    expect(none).toMatchObject({ verdict: "unknown", reason: "no_test_target" });
    const noRoute = await attack(target, NAME, { limitedPaths: [] });
    expect(noRoute).toMatchObject({ reason: "not_declared", reading: { detail: "limitedPaths" } });
    const noLimit = await attack(target, NAME, { rateLimit: 0 });
    expect(noLimit).toMatchObject({ reason: "not_declared", reading: { detail: "rateLimit" } });
    expect(target.asked).toEqual([]);
  });

  test("goes to the test target alone, whatever a path says", async () => {
    const [target, other] = [await site({}), await site({ "*": {} })];
    const outcome = await attack(target, NAME, { limitedPaths: [`${other.url}/api`] });
    expect(outcome).toMatchObject({ reason: "refused" });
    expect(other.asked).toEqual([]);
  });
});

describe("rate-limit.429-shape", () => {
  const NAME = "rate-limit.429-shape";
  const verdictOf = async (refusal: SiteAnswer) =>
    (await attack(await site({ "/api/list": limited(20, refusal) }), NAME)).verdict;

  test("passes for Retry-After and a code", async () => {
    expect(await verdictOf(REFUSAL)).toBe("pass");
    const problem = { ...REFUSAL, body: { type: "https://shop.test/errors/limit", title: "Slow" } };
    expect(await verdictOf(problem)).toBe("pass");
  });

  test("fails without Retry-After, without a code and with a stack frame", async () => {
    expect(await verdictOf({ ...REFUSAL, headers: {} })).toBe("fail");
    expect(await verdictOf({ ...REFUSAL, body: "Too many requests" })).toBe("fail");
    const stack = "at limit (/usr/src/app/limit.js:3:7)";
    expect(await verdictOf({ ...REFUSAL, body: { code: "rate_limited", stack } })).toBe("fail");
  });

  test("is unknown when the burst met no limit", async () => {
    const target = await site({ "*": { body: {} } });
    expect(await attack(target, NAME)).toMatchObject({ verdict: "unknown", reason: "no_data" });
  });

  test("shares its burst with the check of the limit", async () => {
    const target = await site({ "/api/list": limited(20) });
    const run = runOf(target, { ...PATHS, rateLimit: 20, testTargetUrl: target.url });
    const both = [await run.check("rate-limit.429-on-burst"), await run.check(NAME)];
    expect(both.map(({ verdict }) => verdict)).toEqual(["pass", "pass"]);
    expect(target.asked).toHaveLength(30);
  });
});

describe("quota.per-key-counter", () => {
  const KEYS = { firstApiKey: "key-of-the-first", secondApiKey: "key-of-the-second" };

  /** Counts down from 100: by key, or for all together. */
  function counter(nameOf: (key: string) => string): SitePage {
    const left = new Map<string, number>();
    return ({ headers }) => {
      const name = nameOf(String(headers["x-api-key"]));
      left.set(name, (left.get(name) ?? 100) - 1);
      return { headers: { "x-ratelimit-remaining": String(left.get(name)) } };
    };
  }
  const outcomeOf = async (page: SitePage, credentials = KEYS, quotaPath = "/quota") => {
    const target = await site({ "/quota": page });
    const run = runOf(target, { testTargetUrl: target.url }, credentials);
    return run.check("quota.per-key-counter", { quotaPath });
  };

  test("passes when each key has a counter, fails when they share one or there is none", async () => {
    const own = await outcomeOf(counter((key) => key));
    expect(own).toMatchObject({
      verdict: "pass",
      reading: { seen: { first_key: ["99", "98", "97"], second_key: ["99", "98"] } },
    });
    expect(JSON.stringify(own)).not.toContain(KEYS.firstApiKey);
    expect((await outcomeOf(counter(() => "all"))).verdict).toBe("fail");
    expect((await outcomeOf({ body: {} })).verdict).toBe("fail");
  });

  test("is unknown without keys or a route, and when the keys are not accepted", async () => {
    const noKey = await outcomeOf({}, { ...KEYS, secondApiKey: "" });
    expect(noKey).toMatchObject({ reason: "not_declared", reading: { detail: "secondApiKey" } });
    expect(await outcomeOf({}, KEYS, "")).toMatchObject({ reason: "not_declared" });
    expect(await outcomeOf({ status: 401 })).toMatchObject({ reason: "no_permission" });
  });

  test("reads what is left in each of the usual headers", () => {
    expect(remainingOf(new Headers({ "ratelimit-remaining": "7" }))).toBe(7);
    expect(remainingOf(new Headers({ ratelimit: '"default";r=50;t=30' }))).toBe(50);
    expect(remainingOf(new Headers({ ratelimit: "limit=9, remaining=8, reset=5" }))).toBe(8);
    expect(remainingOf(new Headers({ "x-ratelimit-remaining": "many" }))).toBeNull();
  });
});
