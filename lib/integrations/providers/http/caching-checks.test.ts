import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { runOf, site, usesSites } from "#lib/testing/http-provider.ts";
import type { SitePage } from "#lib/testing/site.ts";

usesSites();

describe("cache.second-hit", () => {
  const outcomeOf = async (page: SitePage, settings: object = { cacheablePath: "/list" }) =>
    runOf(await site({ "/list": page })).check("cache.second-hit", { ...settings });

  test("passes when the second answer comes from the cache", async () => {
    let calls = 0;
    const page = () => ({ headers: { "x-cache": (calls += 1) > 1 ? "HIT" : "MISS" } });
    expect((await outcomeOf(page)).verdict).toBe("pass");
  });

  test("passes when the second answer is 304 to If-None-Match", async () => {
    const outcome = await outcomeOf(({ headers }) =>
      headers["if-none-match"] === '"v1"'
        ? { status: 304 }
        : { headers: { etag: '"v1"' }, body: "list" },
    );
    expect(outcome).toMatchObject({ verdict: "pass", reading: { seen: { second_status: 304 } } });
  });

  test("fails when the answer is made anew each time", async () => {
    expect((await outcomeOf({ headers: { "x-cache": "MISS" } })).verdict).toBe("fail");
  });

  test("is unknown without a declared route, and where it is not for us", async () => {
    expect(await outcomeOf({}, {})).toMatchObject({ reason: "not_declared" });
    expect(await outcomeOf({ status: 403 })).toMatchObject({ reason: "no_permission" });
  });
});

describe("cdn.static-cached", () => {
  const outcomeOf = async (headers: Record<string, string>, settings = { assetPath: "/app.js" }) =>
    runOf(await site({ "/app.js": { headers } })).check("cdn.static-cached", settings);
  const LONG = "public, max-age=31536000, immutable";

  test.each([
    ["cf-cache-status", "HIT"],
    ["x-cache", "Hit from cloudfront"],
    ["age", "37"],
  ])("passes for a long time to live and %s: %s", async (name, value) => {
    const outcome = await outcomeOf({ "cache-control": LONG, [name]: value });
    expect(outcome).toMatchObject({ verdict: "pass", reading: { seen: { max_age: 31_536_000 } } });
  });

  test("fails for a short time to live, and without a hit", async () => {
    expect((await outcomeOf({ "cache-control": "max-age=60", age: "5" })).verdict).toBe("fail");
    expect((await outcomeOf({ "cache-control": "s-maxage=99999", age: "5" })).verdict).toBe("fail");
    expect((await outcomeOf({ "cache-control": LONG, age: "0" })).verdict).toBe("fail");
  });

  test("is unknown without a declared asset, and where there is none", async () => {
    expect(await outcomeOf({}, { assetPath: "" })).toMatchObject({ reason: "not_declared" });
    expect(await outcomeOf({}, { assetPath: "/gone.js" })).toMatchObject({ reason: "not_found" });
  });
});

describe("compression.negotiated", () => {
  const LONG = "Hello world. ".repeat(200);
  const verdictOf = async (page: SitePage) => {
    const outcome = await runOf(await site({ "/": page })).check("compression.negotiated");
    return outcome.reason ?? outcome.verdict;
  };

  test("passes when the answer comes compressed to those who ask for it", async () => {
    const page: SitePage = ({ headers }) =>
      headers["accept-encoding"] === "gzip, br"
        ? { headers: { "content-encoding": "gzip" }, body: gzipSync(LONG) }
        : { body: LONG };
    expect(await verdictOf(page)).toBe("pass");
  });

  test("fails when it comes as it is", async () => {
    expect(await verdictOf({ body: LONG })).toBe("fail");
  });

  test("is unknown for what is too short to be compressed, and for what is no text", async () => {
    expect(await verdictOf({ body: "Hello" })).toBe("no_data");
    expect(await verdictOf({ body: LONG, headers: { "content-type": "image/png" } })).toBe(
      "no_data",
    );
  });
});
