import { describe, expect, test } from "vitest";
import { runOf, site, usesSites } from "#lib/testing/http-provider.ts";
import { scriptsOf } from "./exposure-checks.ts";
import type { SitePage } from "#lib/testing/site.ts";

usesSites();

const KEY = `AKIA${"ABCDEFGHIJ234567"}`;

describe("exposure.no-env-endpoint", () => {
  const outcomeOf = async (pages: Record<string, SitePage>) =>
    runOf(await site(pages)).check("exposure.no-env-endpoint");

  test("passes when nothing answers", async () => {
    const outcome = await outcomeOf({ "/": { body: "Shop" } });
    expect(outcome).toMatchObject({
      verdict: "pass",
      reading: { seen: { exposed: [], asked: 5 } },
    });
  });

  test("passes when the application's own page answers to everything", async () => {
    const outcome = await outcomeOf({
      "*": ({ path }) => ({ body: `<title>Shop</title><!-- ${path} ${Math.random()} -->` }),
    });
    expect(outcome.verdict).toBe("pass");
  });

  test("fails when a file is there, and keeps what stands in it out of the evidence", async () => {
    const secret = "a-very-secret-value";
    const outcome = await outcomeOf({
      "/.env": { body: `SESSION=${secret}`, headers: { "content-type": "text/plain" } },
      "*": { body: "<title>Shop</title>" },
    });
    expect(outcome).toMatchObject({ verdict: "fail", reading: { seen: { exposed: ["/.env"] } } });
    expect(JSON.stringify(outcome)).not.toContain(secret);
  });

  test("is unknown when the site is down or wants us to wait", async () => {
    expect(await outcomeOf({ "*": { status: 503 } })).toMatchObject({ reason: "provider_error" });
    expect(await outcomeOf({ "*": { status: 429 } })).toMatchObject({ reason: "rate_limited" });
  });
});

describe("bundle.no-secret-pattern", () => {
  const PAGE = {
    body: '<script src="/app.js"></script><script src="vendor.js?v=1&amp;w=2" defer>',
  };
  const outcomeOf = async (pages: Record<string, SitePage>) =>
    runOf(await site(pages)).check("bundle.no-secret-pattern");

  test("passes when neither the page nor its scripts have a key", async () => {
    const outcome = await outcomeOf({ "/": PAGE, "*": { body: "let a = 1" } });
    expect(outcome).toMatchObject({ verdict: "pass", reading: { seen: { scripts: 2 } } });
  });

  test("fails for a key in a script, whose evidence does not have it", async () => {
    const outcome = await outcomeOf({ "/": PAGE, "/app.js": { body: `key = "${KEY}"` } });
    const seen = { found: ["AWS access key: /app.js"] };
    expect(outcome).toMatchObject({ verdict: "fail", reading: { seen } });
    expect(JSON.stringify(outcome)).not.toContain(KEY);
  });

  test("fails for a key in the page itself, whose evidence has it masked", async () => {
    const outcome = await outcomeOf({ "/": { body: `<script>key = "${KEY}"</script>` } });
    expect(outcome.verdict).toBe("fail");
    expect(JSON.stringify(outcome)).not.toContain(KEY);
  });

  test("is unknown when a script cannot be read, and when there is no front page", async () => {
    const large = Buffer.alloc(1_000_001, "a");
    const outcome = await outcomeOf({ "/": PAGE, "/app.js": { body: large } });
    expect(outcome).toMatchObject({ reason: "too_large" });
    expect(await outcomeOf({})).toMatchObject({ reason: "not_found" });
  });

  test("finds scripts however they are written, each once", () => {
    const html = `<SCRIPT async src=a.js></SCRIPT> <script type='module' src='/a.js'>
      <link rel="modulepreload" href="/chunk.js"> <link rel="stylesheet" href="/style.css">
      <script src="https://cdn.test/x.js"></script> <script>inline()</script>
      <script src="data:text/javascript,1"></script>`;
    expect(scriptsOf(html, "https://shop.test/")).toEqual([
      "https://shop.test/a.js",
      "https://shop.test/chunk.js",
      "https://cdn.test/x.js",
    ]);
  });
});

describe("error.no-stack-trace", () => {
  const POST = { postPath: "/api/orders" };
  const outcomeOf = async (pages: Record<string, SitePage>, settings: object = POST) =>
    runOf(await site(pages)).check("error.no-stack-trace", { ...settings });
  const clean = { status: 400, body: { error: { code: "malformed_json" } } };
  const frame = "Error\n at read (/usr/src/app/read.js:3:7)";

  test("passes when both answers keep to themselves", async () => {
    const outcome = await outcomeOf({ "/api/orders": clean });
    expect(outcome).toMatchObject({
      verdict: "pass",
      reading: { seen: { unknown_route_status: 404, malformed_json_status: 400, found: [] } },
    });
  });

  test("fails for a stack frame in either answer, which is not kept", async () => {
    const posted = await outcomeOf({ "/api/orders": { status: 500, body: frame } });
    expect(posted.verdict).toBe("fail");
    const unknown = await outcomeOf({ "*": { status: 500, body: frame } }, {});
    expect(unknown.reading.seen.found).toContain("JavaScript stack frame: unknown route");
    expect(JSON.stringify([posted, unknown])).not.toContain("read.js");
  });

  test("is unknown when no POST route is declared, or there is none", async () => {
    expect(await outcomeOf({}, {})).toMatchObject({ reason: "not_declared" });
    expect(await outcomeOf({})).toMatchObject({ reason: "not_found" });
  });

  test("posts to the project's own host only", async () => {
    const other = await site({ "*": clean });
    const outcome = await outcomeOf({}, { postPath: `${other.url}/api` });
    expect(outcome).toMatchObject({ reason: "refused" });
    expect(other.asked).toEqual([]);
  });
});
