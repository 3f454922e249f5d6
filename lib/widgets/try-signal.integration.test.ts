import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectIntegration } from "#lib/integrations/connect-integration.ts";
import { createTestProject, type TestProject } from "#lib/testing/projects.ts";
import { startRealMonitoring, type RealMonitoring } from "#lib/testing/real-monitoring.ts";
import { trySignal } from "./try-signal.ts";

// The first start on a machine fetches the programs.
const STARTS_WITHIN_MS = 120_000;

let real: RealMonitoring;
let project: TestProject;
let integrationId: string;

beforeAll(async () => {
  process.env.PREFLIGHT_ALLOW_PRIVATE_NETWORKS = "127.0.0.0/8";
  real = await startRealMonitoring({
    metrics: {
      app: () => 'orders_open{shop="seoul"} 3\norders_open{shop="busan"} 4\nnothing_yet 0',
    },
  });
  await real.until("orders_open");
  project = await createTestProject();
  const wanted = { projectId: project.projectId, provider: "prometheus" as const };
  const saved = await connectIntegration(project.lead, {
    ...{ ...wanted, name: "Prometheus", config: { url: real.prometheusUrl, job: "app" } },
    ...{ credentials: {}, intervalSeconds: 300, saveAnyway: false },
  });
  integrationId = saved.id;
}, STARTS_WITHIN_MS);
afterAll(() => real.stop());

const attempt = (query: string) =>
  trySignal(project.lead, {
    ...{ projectId: project.projectId, integrationId },
    ...{ signal: "query", params: { query } },
  });

describe("trying a query at a real Prometheus", () => {
  test("shows a number, or a line for each series", async () => {
    expect(await attempt("sum(orders_open{$scope})")).toMatchObject({
      ...{ value: 7, series: [], reason: null, detail: null },
    });
    const { value, series } = await attempt("sort_desc(sum by (shop) (orders_open))");
    expect(value).toBeNull();
    expect(series).toEqual([
      { name: "shop=busan", value: 4 },
      { name: "shop=seoul", value: 3 },
    ]);
  });

  test.each([
    ["a typing error", "sum(orders_open", /parse error: unclosed left parenthesis/],
    ["an unknown function", "summe(orders_open)", /unknown function with name "summe"/],
    [
      "series that do not fit each other",
      "orders_open + on (job) orders_open",
      /many-to-many|found duplicate series/,
    ],
    ["a range in place of a number", "orders_open[5m]", /matrix/],
  ])("says of %s what Prometheus says", async (_what, query, words) => {
    const answer = await attempt(query);
    expect(answer).toMatchObject({ value: null, series: [], reason: "query_refused" });
    expect(answer.detail).toMatch(words);
  });

  test.each(["no_such_metric", "nothing_yet / nothing_yet", "1 / nothing_yet"])(
    "has nothing to say to %s, and no number that is none",
    async (query) => {
      expect(await attempt(query)).toMatchObject({ value: null, series: [], reason: null });
    },
  );
});
