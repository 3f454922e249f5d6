import { beforeEach, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { db, readRows } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { createTestProject, expectRefused, type TestProject } from "#lib/testing/projects.ts";
import { addTestWidget, connectTestDatabase } from "#lib/testing/widgets.ts";
import type { WidgetRange } from "./choices.ts";
import type { Widget } from "./contract.ts";
import { pruneSamples, rollSamples } from "./jobs.ts";
import { bucketSeconds, livePage } from "./live-sql.ts";
import { readLivePage } from "./queries.ts";
import { removeWidget } from "./remove-widget.ts";
import { restoreWidget } from "./restore-widget.ts";
import { storeFailure, storeReading, takeDueSignals } from "./signal-store.ts";
import { trySignal } from "./try-signal.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let project: TestProject;
let integrationId: string;
let widget: Widget;

beforeEach(async () => {
  // How far samples are rolled up is one figure for all projects.
  await writeClient().hourlySample.deleteMany();
  await writeClient().sample.deleteMany();
  project = await createTestProject();
  integrationId = await connectTestDatabase(project);
  widget = await addTestWidget(project, integrationId, "Slow");
});

const on = () => ({ projectId: project.projectId, widgetId: widget.id });
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);
/** Lets time pass for the integration's signals. */
const pass = (milliseconds: number) => writeClient().$executeRaw`
  UPDATE signals SET next_read_at = next_read_at - make_interval(secs => ${milliseconds / 1_000}::float8)
  WHERE integration_id = ${integrationId}::uuid`;
const run = (job: typeof rollSamples) => job.run(new AbortController().signal);
const page = (range: WidgetRange = "24h") =>
  readLivePage(project.viewer, { projectId: project.projectId, range, overview: false });
const signal = async (range?: WidgetRange) => (await page(range)).signals[0];

/** One sample a minute over `length`, the value being the number of its minute. */
async function fill(length: number, series = ""): Promise<void> {
  await writeClient().$executeRaw`
    INSERT INTO samples (signal_id, series, at, value)
    SELECT ${widget.signalId}::uuid, ${series}, now() - make_interval(mins => n), n
    FROM generate_series(0, ${length / 60_000 - 1}::int) n`;
}

describe("a signal", () => {
  test("is due as soon as a widget shows it, then once in an interval, for one worker of many", async () => {
    const turns = await Promise.all(Array.from({ length: 6 }, () => takeDueSignals(integrationId)));
    const params = { limitMs: 200, minCalls: 100 };
    expect(turns.flat()).toEqual([{ id: widget.signalId, name: "slow_queries", params }]);
    await pass(53_000);
    expect(await takeDueSignals(integrationId)).toEqual([]);
    await pass(14_000);
    expect(await takeDueSignals(integrationId)).toHaveLength(1);
  });

  test("is read no more when its last widget leaves, and again when one comes back", async () => {
    const other = await addTestWidget(project, integrationId, "Same");
    await removeWidget(project.lead, on());
    expect(await takeDueSignals(integrationId)).toHaveLength(1);
    await removeWidget(project.lead, { ...on(), widgetId: other.id });
    await pass(DAY);
    expect(await takeDueSignals(integrationId)).toEqual([]);
    await restoreWidget(project.lead, on());
    expect(await takeDueSignals(integrationId)).toHaveLength(1);
  });

  test("shows its latest value, its rows and a sample for each line, without what is no number", async () => {
    const at = ago(5_000);
    const series = [
      ...[
        { name: "/a", value: 1 },
        { name: "/b", value: 2 },
      ],
      ...[
        { name: "/c", value: Number.NaN },
        { name: "/d", value: 1e300 },
      ],
    ];
    const rows = [{ title: "SELECT \u0000 1", state: "fail" as const, detail: "\ud800 ms" }];
    await storeReading(widget.signalId, { value: 3, series, rows }, at);
    expect(await signal()).toMatchObject({
      ...{ state: "fresh", value: 3, readAt: at.toISOString(), reason: null },
      rows: [{ title: "SELECT  1", state: "fail", detail: "\ufffd ms" }],
      lines: [
        { name: "", points: [[expect.any(Number), 3, 3, 3]] },
        { name: "/a", points: [[expect.any(Number), 1, 1, 1]] },
        { name: "/b", points: [[expect.any(Number), 2, 2, 2]] },
      ],
    });
  });

  test("that failed is broken with the reason and the provider's words, and keeps its last value", async () => {
    await storeReading(widget.signalId, { value: 7 }, ago(120_000));
    await storeFailure(
      widget.signalId,
      "query_refused",
      "parse error: unexpected <by>",
      ago(60_000),
    );
    expect(await signal()).toMatchObject({
      ...{ state: "broken", reason: "query_refused", detail: "parse error: unexpected <by>" },
      value: 7,
    });
    await storeReading(widget.signalId, { value: 8 }, ago(90_000));
    expect(await signal()).toMatchObject({ state: "broken", value: 7 });
    await storeReading(widget.signalId, { value: null }, new Date());
    expect(await signal()).toMatchObject({ state: "fresh", value: null, reason: null });
  });

  test("is stale after three of its intervals, and broken when its integration was removed", async () => {
    await storeReading(widget.signalId, { value: 7 }, ago(179_000));
    expect(await signal()).toMatchObject({ state: "fresh" });
    await writeClient().signal.update({
      where: { id: widget.signalId },
      data: { readAt: ago(181_000) },
    });
    expect(await signal()).toMatchObject({ state: "stale", value: 7 });
    const where = { id: integrationId };
    await writeClient().integration.update({
      where,
      data: { openUntil: new Date(Date.now() + DAY) },
    });
    expect((await page()).integrations).toMatchObject([{ state: "resting" }]);
    await writeClient().integration.update({ where, data: { pausedAt: new Date() } });
    expect((await page()).integrations).toMatchObject([{ state: "paused" }]);
    await writeClient().integration.update({ where, data: { removedAt: new Date() } });
    expect(await signal()).toMatchObject({ state: "broken", reason: "integration_removed" });
  });
});

describe("the samples of a range", () => {
  test.each(["1h", "6h", "24h"] as const)(
    "come as at most 120 points a line over %s, with their mean, lowest and highest",
    async (range) => {
      await fill(DAY);
      const points = (await signal(range))?.lines[0]?.points ?? [];
      const width = bucketSeconds(range);
      expect(points.length).toBeGreaterThan(range === "1h" ? 50 : 100);
      expect(points.length).toBeLessThanOrEqual(120);
      for (const [at, mean, lowest, highest] of points) {
        expect(at % width).toBe(0);
        expect(highest - lowest).toBeLessThan(width / 60 + 1);
        expect(mean).toBeGreaterThanOrEqual(lowest);
        expect(mean).toBeLessThanOrEqual(highest);
      }
    },
  );

  test.each(["7d", "30d", "90d"] as const)(
    "are the same over %s whether they are rolled up to hours or not yet",
    async (range) => {
      await fill(3 * DAY);
      const before = (await signal(range))?.lines;
      expect(before?.[0]?.points.length).toBeGreaterThan(3);
      const first = await run(rollSamples);
      expect(first.hours).toBeGreaterThanOrEqual(72);
      expect((await signal(range))?.lines).toEqual(before);
      await run(rollSamples);
      expect((await signal(range))?.lines).toEqual(before);
    },
  );

  test("stay for 180 days as hours when the samples go after 14", async () => {
    const { signalId } = widget;
    const sample = { signalId, series: "", value: 5 };
    await writeClient().sample.createMany({
      data: [
        { ...sample, at: ago(20 * DAY) },
        { ...sample, at: ago(2 * DAY) },
      ],
    });
    const hour = { signalId, series: "", minimum: 1, maximum: 1, total: 1, count: 1 };
    await writeClient().hourlySample.create({ data: { ...hour, hour: ago(181 * DAY) } });
    await run(rollSamples);
    expect(await run(pruneSamples)).toEqual({ samples: 1, hours: 1 });
    expect((await signal("30d"))?.lines[0]?.points).toHaveLength(2);
    expect(await db.sample.count({ where: { signalId } })).toBe(1);
  });

  test("are rolled up and shown whatever one from a clock that is ahead says", async () => {
    const { signalId } = widget;
    await storeReading(signalId, { value: 1 }, new Date(Date.now() + 2 * DAY));
    await storeReading(signalId, { value: 2 }, ago(1_000));
    expect(await signal()).toMatchObject({ state: "fresh", value: 2 });
    await writeClient().sample.deleteMany({ where: { at: { lt: new Date() } } });
    await run(rollSamples);
    await fill(DAY);
    const before = (await signal("7d"))?.lines;
    expect(before?.[0]?.points.length).toBeGreaterThan(10);
    expect((await run(rollSamples)).hours).toBeGreaterThanOrEqual(24);
    expect((await signal("7d"))?.lines).toEqual(before);
  });

  test("go only when they are in their hours, however long no worker was there", async () => {
    const { signalId } = widget;
    const at = ago(15 * DAY);
    await writeClient().sample.create({ data: { signalId, series: "", value: 5, at } });
    expect(await run(pruneSamples)).toMatchObject({ samples: 0 });
    await storeReading(signalId, { value: 6 }, new Date());
    await run(rollSamples);
    expect(await run(pruneSamples)).toMatchObject({ samples: 1 });
    expect((await signal("30d"))?.lines[0]?.points).toHaveLength(2);
  });

  test("are nobody's in another organisation", async () => {
    const other = await createTestProject();
    const { projectId } = project;
    const { organizationId } = other;
    const selection = { organizationId, projectId, range: "24h", overview: false } as const;
    const [read] = await readRows<{ text: string }>(livePage({ ...selection, now: new Date() }));
    expect(JSON.parse(read?.text ?? "")).toMatchObject({
      ...{ widgets: [], signals: [], integrations: [] },
    });
  });

  test("are found by index, whatever other signals have", async () => {
    await fill(2 * DAY);
    await fill(2 * DAY, "b");
    await writeClient().$executeRaw`ANALYZE samples`;
    const { organizationId, projectId } = project;
    for (const range of ["24h", "30d"] as const) {
      const selection = { organizationId, projectId, range, overview: false, now: new Date() };
      const { text, values } = livePage(selection);
      const plan = await writeClient().$queryRawUnsafe<Record<string, string>[]>(
        `EXPLAIN ${text}`,
        ...values,
      );
      const lines = plan.map((row) => row["QUERY PLAN"]).join("\n");
      expect(lines).toContain("samples_pkey");
      expect(lines).not.toContain("Seq Scan on samples");
      expect(lines).not.toContain("Seq Scan on hourly_samples");
    }
  });
});

describe("trying a signal", () => {
  const attempt = (ctx = project.lead, name = "database_size", params = {}) =>
    trySignal(ctx, { projectId: project.projectId, integrationId, signal: name, params });

  test("reads it once and stores nothing", async () => {
    const answer = await attempt();
    expect(answer).toMatchObject({ reason: null, detail: null, series: [], rows: [] });
    expect(answer.value).toBeGreaterThan(1_000_000);
    expect(await db.sample.count({ where: { signalId: widget.signalId } })).toBe(0);
  });

  test("says why there is nothing, in the provider's own words", async () => {
    const refused = await attempt(project.lead, "slow_queries", { limitMs: -1 });
    expect(refused).toMatchObject({ value: null, reason: "query_refused" });
    expect(refused.detail).toContain("limitMs");
    const nobody = await connectTestDatabase(project, { url: "postgres://a:b@127.0.0.1:1/c" });
    const { lead, projectId } = project;
    const unreachable = { projectId, integrationId: nobody, signal: "database_size", params: {} };
    expect((await trySignal(lead, unreachable)).reason).not.toBeNull();
    await writeClient().integration.update({
      where: { id: nobody },
      data: { removedAt: new Date() },
    });
    await expect(trySignal(lead, unreachable)).rejects.toThrow(
      new NotFoundError("integration_not_found"),
    );
  });

  test("is for those who manage widgets", async () => {
    await expectRefused(project, [project.engineer, project.viewer], (ctx) => attempt(ctx));
  });
});
