import { describe, expect, test } from "vitest";
import { runOf, site, usesSites } from "#lib/testing/http-provider.ts";
import type { SitePage } from "#lib/testing/site.ts";

usesSites();

describe("privacy-policy.page", () => {
  const outcomeOf = async (page: SitePage, privacyPath = "/privacy") =>
    runOf(await site({ "/privacy": page })).check("privacy-policy.page", { privacyPath });

  test("passes when the text names a contact and rights, in English or Korean", async () => {
    const english = "<p>Contact us.</p><h2>Rights of the <b>data</b> subject</h2>";
    expect((await outcomeOf({ body: english })).verdict).toBe("pass");
    const korean = "<p>개인정보 보호책임자: 홍길동</p><p>정보주체의 권리</p>";
    expect((await outcomeOf({ body: korean })).verdict).toBe("pass");
  });

  test("fails when one of them is missing, or stands in a script alone", async () => {
    expect((await outcomeOf({ body: "Contact us." })).verdict).toBe("fail");
    const script = "Contact us.<script>const text = 'data subject'</script>";
    expect((await outcomeOf({ body: script })).verdict).toBe("fail");
    expect((await outcomeOf({ status: 404 })).verdict).toBe("fail");
  });

  test("is unknown when nobody has declared it, or it is not for us", async () => {
    expect(await outcomeOf({}, "")).toMatchObject({ reason: "not_declared" });
    expect(await outcomeOf({ status: 403 })).toMatchObject({ reason: "no_permission" });
  });
});

describe("privacy.opt-out-link", () => {
  const outcomeOf = async (pages: Record<string, SitePage>) =>
    runOf(await site(pages)).check("privacy.opt-out-link");
  const GPC = "/.well-known/gpc.json";

  test("passes for the link, and for the GPC file", async () => {
    const link = '<a href="/x"><span>Do Not Sell</span> or&nbsp;Share My Personal Information</a>';
    expect((await outcomeOf({ "/": { body: link } })).verdict).toBe("pass");
    const file = { "/": { body: "Shop" }, [GPC]: { body: { gpc: true } } };
    expect(await outcomeOf(file)).toMatchObject({
      verdict: "pass",
      reading: { seen: { gpc: true } },
    });
  });

  test("fails for neither, and for words without a link", async () => {
    const words = { "/": { body: "<p>Do Not Sell or Share</p>" }, [GPC]: { body: { gpc: false } } };
    expect((await outcomeOf(words)).verdict).toBe("fail");
  });

  test("is unknown without a front page", async () => {
    expect(await outcomeOf({})).toMatchObject({ verdict: "unknown", reason: "not_found" });
  });
});

test("feedback.page-reachable wants 200 from the declared page", async () => {
  const outcomeOf = async (page: SitePage, feedbackPath = "/feedback") =>
    runOf(await site({ "/feedback": page })).check("feedback.page-reachable", { feedbackPath });
  expect((await outcomeOf({ body: "Tell us" })).verdict).toBe("pass");
  expect((await outcomeOf({ status: 404 })).verdict).toBe("fail");
  expect((await outcomeOf({ status: 302, headers: { location: "/sign-in" } })).verdict).toBe(
    "fail",
  );
  expect(await outcomeOf({}, "")).toMatchObject({ reason: "not_declared" });
  expect(await outcomeOf({ status: 500 })).toMatchObject({ reason: "provider_error" });
});

describe("trace.traceparent-accepted", () => {
  const outcomeOf = async (page: SitePage) => {
    const staging = await site({ "/": page });
    return runOf(staging, { stagingUrl: staging.url }).check("trace.traceparent-accepted");
  };

  test("passes when the answer carries the trace that was sent", async () => {
    const header = await outcomeOf(({ headers }) => ({
      headers: { traceresponse: String(headers.traceparent) },
    }));
    expect(header).toMatchObject({
      verdict: "pass",
      reading: { seen: { found_in: "traceresponse" } },
    });
    const body = await outcomeOf(({ headers }) => ({ body: { trace: headers.traceparent } }));
    expect(body.reading.seen.found_in).toBe("body");
  });

  test("fails when it carries another one or none", async () => {
    const other = { headers: { traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01` } };
    expect((await outcomeOf(other)).verdict).toBe("fail");
    expect((await outcomeOf({})).verdict).toBe("fail");
  });

  test("is unknown when it names a log line instead, and without staging", async () => {
    expect(await outcomeOf({ headers: { "x-request-id": "r-1" } })).toMatchObject({
      reason: "no_data",
      reading: { seen: { request_id: "r-1" } },
    });
    const none = await runOf(await site({})).check("trace.traceparent-accepted");
    expect(none).toMatchObject({ reason: "not_declared" });
  });
});
