import { describe, expect, test } from "vitest";
import { readSignal } from "#lib/integrations/run-check.ts";
import { makeAuthority, makeCertificate } from "#lib/testing/certificates.ts";
import { runOf, site, usesSites } from "#lib/testing/http-provider.ts";
import type { Site, SitePage } from "#lib/testing/site.ts";
import { http } from "./provider.ts";

usesSites();

const METRICS = `# HELP shop_http_request_duration_seconds Time to answer.
# TYPE shop_http_request_duration_seconds histogram
shop_http_request_duration_seconds_bucket{le="0.1",route="/a",status="200"} 3
shop_http_request_duration_seconds_bucket{le="+Inf",route="/a",status="200"} 4
shop_http_request_duration_seconds_sum{route="/a",status="200"} 0.4
shop_http_request_duration_seconds_count{route="/a",status="200"} 4
# TYPE jobs gauge
jobs{queue="mail",note="a \\"b\\" \\\\ c"} 5 1700000000000
jobs{queue="reports"} 2 # {trace_id="x"} 1
limit_bytes +Inf
up 1
`;
const metricsAt = (page: SitePage) => site({ "/metrics": page });
const configOf = (metrics: Site) => ({ metricsUrl: `${metrics.url}/metrics` });

describe("metrics.duration-histogram-exposed", () => {
  const NAME = "metrics.duration-histogram-exposed";
  const outcomeOf = async (body: string, settings: object = {}) => {
    const metrics = await metricsAt({ body });
    return runOf(metrics, configOf(metrics)).check(NAME, { ...settings });
  };

  test("passes for a histogram with both labels", async () => {
    expect(await outcomeOf(METRICS)).toMatchObject({
      verdict: "pass",
      reading: { seen: { histograms: ["shop_http_request_duration_seconds"], labelled: 2 } },
    });
  });

  test("fails without one, or without its labels", async () => {
    expect((await outcomeOf("up 1\n")).verdict).toBe("fail");
    expect((await outcomeOf(METRICS, { routeLabel: "handler" })).verdict).toBe("fail");
  });

  test("is unknown before the first request, without an address, and for a page that is none", async () => {
    const empty = "# TYPE http_request_duration_seconds histogram\nup 1\n";
    expect(await outcomeOf(empty)).toMatchObject({ reason: "no_data" });
    expect(await outcomeOf("<!doctype html>")).toMatchObject({ reason: "not_understood" });
    expect(await runOf(await site({})).check(NAME)).toMatchObject({ reason: "not_declared" });
  });

  test("shows the token that the page wants", async () => {
    const metrics = await metricsAt(({ headers }) =>
      headers.authorization === "Bearer metrics-token" ? { body: METRICS } : { status: 401 },
    );
    const seen = await runOf(metrics, configOf(metrics), { metricsToken: "metrics-token" }).check(
      NAME,
    );
    expect(seen.verdict).toBe("pass");
    expect(await runOf(metrics, configOf(metrics)).check(NAME)).toMatchObject({
      reason: "no_permission",
    });
  });
});

describe("signals", () => {
  const read = async (from: Site, name: string, params: object = {}, config: object = {}) => {
    const { source } = runOf(from, { ...config });
    return readSignal(http, source, name, params);
  };

  test("availability is 1 while the health page says so, and 0 when it does not or nobody answers", async () => {
    const health = (page: SitePage) => site({ "/api/health": page });
    expect(await read(await health({ body: { status: "ok" } }), "availability")).toEqual({
      value: 1,
    });
    expect(await read(await health({ status: 503 }), "availability")).toEqual({ value: 0 });
    const gone = await site({});
    await gone.close();
    expect(await read(gone, "availability")).toMatchObject({
      ...{ value: 0, unanswered: { reason: "unreachable" } },
    });
    const hidden = await health({ status: 401 });
    await expect(read(hidden, "availability")).rejects.toMatchObject({ reason: "no_permission" });
  });

  test("response_time is in seconds", async () => {
    const { value } = await read(await site({ "/": {} }), "response_time", { page: "front" });
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(2);
  });

  test("dependencies are rows, and their value is how many are down", async () => {
    const body = { checks: { database: { status: "ok" }, worker: { status: "failing" } } };
    const ready = await site({ "/api/ready": { status: 503, body } });
    expect(await read(ready, "dependencies")).toEqual({
      value: 1,
      rows: [
        { title: "database", state: "pass", detail: "ok" },
        { title: "worker", state: "fail", detail: "failing" },
      ],
    });
    await expect(read(await site({}), "dependencies")).rejects.toMatchObject({
      reason: "not_found",
    });
  });

  test("metric adds up the lines that fit, each of which is a line of the chart", async () => {
    const metrics = await metricsAt({ body: METRICS });
    const config = configOf(metrics);
    const all = await read(metrics, "metric", { metricName: "jobs" }, config);
    expect(all.value).toBe(7);
    expect(all.series?.map(({ name }) => name)).toEqual([
      'queue=mail, note=a "b" \\ c',
      "queue=reports",
    ]);
    const one = { metricName: "jobs", labels: ["queue=reports"] };
    expect(await read(metrics, "metric", one, config)).toEqual({ value: 2 });
    expect(await read(metrics, "metric", { metricName: "none" }, config)).toEqual({ value: null });
  });

  test("certificate_days are the whole days that are left", async () => {
    const certificate = await makeCertificate(await makeAuthority(), { days: 5 });
    expect(await read(await site({}, certificate), "certificate_days")).toEqual({ value: 5 });
  });
});

describe("testing the connection", () => {
  const tested = async (pages: Record<string, SitePage>) => {
    const { source } = runOf(await site(pages));
    return http.test(source);
  };

  test("says which of the pages about its own state may be seen", async () => {
    expect(
      await tested({ "/api/health": { status: 401 }, "/api/ready": { status: 503, body: {} } }),
    ).toEqual({ account: null, access: { health: "missing", ready: "granted" } });
    expect((await tested({})).access).toEqual({ health: "unknown", ready: "unknown" });
  });

  test("fails when nobody answers", async () => {
    const gone = await site({});
    await gone.close();
    await expect(http.test(runOf(gone).source)).rejects.toMatchObject({ reason: "unreachable" });
  });
});

test("addresses, certificates and tokens that are none are not taken", () => {
  const configs = [
    { baseUrl: "ftp://shop.test/" },
    { baseUrl: "https://shop.test", stagingUrl: "staging" },
    { baseUrl: "https://shop.test", testTargetUrl: "javascript:alert(1)" },
    { baseUrl: "https://shop.test", caCertificate: "-----BEGIN CERTIFICATE-----" },
  ];
  for (const config of configs) expect(http.config.safeParse(config).success).toBe(false);
  expect(http.credentials.safeParse({ testToken: "a\nb: c" }).success).toBe(false);
  expect(http.config.safeParse({ baseUrl: "https://shop.test" }).success).toBe(true);
});
