import { beforeEach, describe, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { expectRefused, type TestProject } from "#lib/testing/projects.ts";
import { addTestWidget, connectTestDatabase, createWatchedProject } from "#lib/testing/widgets.ts";
import type { WidgetRange } from "./choices.ts";
import type { Widget } from "./contract.ts";
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
  ({ project, integrationId, widget } = await createWatchedProject());
});

const on = () => ({ projectId: project.projectId, widgetId: widget.id });
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);
/** Lets time pass for the integration's signals. */
const pass = (milliseconds: number) => writeClient().$executeRaw`
  UPDATE signals SET next_read_at = next_read_at - make_interval(secs => ${milliseconds / 1_000}::float8)
  WHERE integration_id = ${integrationId}::uuid`;
const page = (range: WidgetRange = "24h") =>
  readLivePage(project.viewer, { projectId: project.projectId, range, overview: false });
const signal = async (range?: WidgetRange) => (await page(range)).signals[0];

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

  test("has lines for a widget that shows a status as well, and none where nothing is drawn", async () => {
    const kinds = async (kind: "status" | "list") => {
      const where = { id: widget.id };
      await writeClient().widget.update({ where, data: { kind } });
      return (await signal())?.lines;
    };
    await storeReading(widget.signalId, { value: 1 }, ago(5_000));
    expect(await kinds("status")).toMatchObject([
      { name: "", points: [[expect.any(Number), 1, 1, 1]] },
    ]);
    expect(await kinds("list")).toEqual([]);
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
