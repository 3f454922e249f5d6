import { beforeAll, beforeEach, expect, test } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import {
  createTestProject,
  expectRefused,
  recorded,
  type TestProject,
} from "#lib/testing/projects.ts";
import { addTestWidget, connectTestDatabase } from "#lib/testing/widgets.ts";
import { addWidget } from "./add-widget.ts";
import { MOST_WIDGETS } from "./choices.ts";
import type { Widget } from "./contract.ts";
import { moveWidget } from "./move-widget.ts";
import { listPresets, readLivePage } from "./queries.ts";
import { removeWidget } from "./remove-widget.ts";
import { restoreWidget } from "./restore-widget.ts";
import { updateWidget } from "./update-widget.ts";

let foreign: TestProject;
let project: TestProject;
let integrationId: string;

beforeAll(async () => {
  foreign = await createTestProject();
});

beforeEach(async () => {
  project = await createTestProject();
  integrationId = await connectTestDatabase(project);
});

const add = (title: string, limitMs?: number) =>
  addTestWidget(project, integrationId, title, limitMs);
const addPreset = (preset: string, ctx = project.lead, from = integrationId) =>
  addWidget(ctx, {
    ...{ source: "preset", projectId: project.projectId, integrationId: from, preset },
    onOverview: true,
  });
const on = (widget: Widget) => ({ projectId: project.projectId, widgetId: widget.id });
const move = (widget: Widget, after: Widget | null) =>
  moveWidget(project.lead, { ...on(widget), afterWidgetId: after?.id ?? null });
const page = (overview = false) =>
  readLivePage(project.viewer, { projectId: project.projectId, range: "24h", overview });
const titles = async () => (await page()).widgets.map(({ title }) => title);

test("a preset becomes a widget with the preset's thresholds, and is on the page for all readers", async () => {
  const { result, events } = await recorded(project, () => addPreset("connections"));
  expect(result).toMatchObject({
    ...{ preset: "connections", kind: "number", unit: "%", warnAt: 0.7, failAt: 0.8 },
    ...{ signal: "connections", params: {}, integrationId, width: 1, height: 1 },
  });
  expect(events).toMatchObject([
    { action: "widget.added", subject: { type: "widget", id: result.id }, after: result },
  ]);
  expect(events).toHaveLength(1);
  const { widgets, signals, integrations } = await page(true);
  expect(widgets).toEqual([result]);
  expect(signals).toMatchObject([
    { id: result.signalId, state: "waiting", value: null, lines: [] },
  ]);
  expect(integrations).toMatchObject([{ id: integrationId, name: "Database", state: "working" }]);
});

test("presets of connected integrations are listed with those that are there already", async () => {
  const { viewer, projectId } = project;
  await addPreset("connections");
  await connectTestDatabase(project, { removedAt: new Date() });
  const { integrations } = await listPresets(viewer, { projectId });
  expect(integrations).toHaveLength(1);
  const [database] = integrations;
  expect(database?.presets.filter(({ added }) => added).map(({ name }) => name)).toEqual([
    "connections",
  ]);
  const slow = database?.signals.find(({ name }) => name === "slow_queries");
  expect(slow?.fields.map(({ name }) => name)).toEqual(["limitMs", "minCalls"]);
});

test("widgets that ask the same share one signal, also when one leaves a default out", async () => {
  const [a, b, c] = [await add("A"), await add("B"), await add("C", 300)];
  const plain = await addWidget(project.lead, {
    ...{ source: "signal", projectId: project.projectId, integrationId, signal: "slow_queries" },
    ...{ params: {}, title: "D", kind: "list", unit: "", warnAt: null, failAt: null },
    ...{ lowIsBad: false, width: 2, height: 1, onOverview: false },
  });
  expect(b.signalId).toBe(a.signalId);
  expect(plain.signalId).toBe(a.signalId);
  expect(c.signalId).not.toBe(a.signalId);
  expect((await page()).signals).toHaveLength(2);
  const changed = await updateWidget(project.lead, { ...on(c), params: { limitMs: 200 } });
  expect(changed.signalId).toBe(a.signalId);
});

test("what the provider does not know or refuses is refused by field", async () => {
  const { lead, projectId } = project;
  const theirs = await connectTestDatabase(foreign);
  const gone = await connectTestDatabase(project, { removedAt: new Date() });
  await expect(addPreset("nonsense")).rejects.toMatchObject({ code: "preset_unknown" });
  for (const id of [theirs, gone, projectId]) {
    await expect(addPreset("connections", lead, id)).rejects.toMatchObject({
      code: "integration_unknown",
      issues: [{ path: "integrationId" }],
    });
  }
  await expect(add("Wrong", -1)).rejects.toMatchObject({ issues: [{ path: "params.limitMs" }] });
  const widget = await add("Right");
  const wrong = updateWidget(lead, { ...on(widget), params: { limitMs: "x" } });
  await expect(wrong).rejects.toMatchObject({ issues: [{ path: "params.limitMs" }] });
});

test("a change records the fields that change, and a title of one's own ends the preset's", async () => {
  const widget = await addPreset("connections");
  const { result, events } = await recorded(project, () =>
    updateWidget(project.lead, { ...on(widget), title: "Pool 연결", width: 2, unit: "%" }),
  );
  expect(result).toEqual({ ...widget, title: "Pool 연결", preset: null, width: 2 });
  expect(events).toMatchObject([
    {
      action: "widget.changed",
      before: { title: widget.title, preset: "connections", width: 1 },
      after: { title: "Pool 연결", preset: null, width: 2 },
    },
  ]);
  const again = await recorded(project, () =>
    updateWidget(project.lead, { ...on(widget), title: "Pool 연결", params: {} }),
  );
  expect(again.events).toEqual([]);
  expect((await page()).widgets).toEqual([result]);
});

test("a widget moves behind another, to the front, and stays where it is already", async () => {
  const [a, , c] = [await add("A"), await add("B"), await add("C")];
  const { events } = await recorded(project, () => move(c, a));
  expect(await titles()).toEqual(["A", "C", "B"]);
  expect(events).toMatchObject([{ action: "widget.moved", before: { rank: c.rank } }]);
  expect((await recorded(project, () => move(c, a))).events).toEqual([]);
  await move(c, null);
  expect(await titles()).toEqual(["C", "A", "B"]);
  const stranger = await addTestWidget(foreign, await connectTestDatabase(foreign), "X");
  await expect(move(a, stranger)).rejects.toMatchObject({ code: "widget_unknown" });
});

test("a removed widget is gone, comes back where it stood, and twice changes nothing", async () => {
  const { lead } = project;
  const [, b, c] = [await add("A"), await add("B"), await add("C")];
  const removal = await recorded(project, () => removeWidget(lead, on(b)));
  expect(removal.events).toMatchObject([{ action: "widget.removed", before: { title: "B" } }]);
  expect((await recorded(project, () => removeWidget(lead, on(b)))).events).toEqual([]);
  await expect(move(b, null)).rejects.toThrow("widget_not_found");
  await expect(updateWidget(lead, { ...on(b), title: "X" })).rejects.toThrow("widget_not_found");
  await move(c, null);
  const back = await recorded(project, () => restoreWidget(lead, on(b)));
  expect(back.events).toMatchObject([{ action: "widget.restored", after: { title: "B" } }]);
  expect((await recorded(project, () => restoreWidget(lead, on(b)))).events).toEqual([]);
  expect(await titles()).toEqual(["C", "A", "B"]);
});

test("a page holds no more widgets than it may, however many are added at once", async () => {
  const { organizationId, projectId, lead } = project;
  const { id, signalId, rank: _r, ...first } = await add("First");
  await writeClient().$executeRaw`
    INSERT INTO widgets (id, organization_id, project_id, signal_id, kind, title, rank, created_at)
    SELECT gen_random_uuid(), ${organizationId}::uuid, ${projectId}::uuid, ${signalId}::uuid,
      'number', 'Filler', 'b' || lpad(n::text, 3, '0') || '1', now()
    FROM generate_series(1, ${MOST_WIDGETS - 3}) n`;
  const { result } = await recorded(project, () =>
    Promise.allSettled(Array.from({ length: 8 }, () => add("More"))),
  );
  const refused = result.filter((each) => each.status === "rejected");
  expect(result).toHaveLength(refused.length + 2);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: "too_many_widgets" });
  expect((await page()).widgets).toHaveLength(MOST_WIDGETS);
  await removeWidget(lead, { projectId, widgetId: id });
  await add(first.title);
  await expect(restoreWidget(lead, { projectId, widgetId: id })).rejects.toMatchObject({
    code: "too_many_widgets",
  });
});

test("engineers, viewers and outsiders are refused", async () => {
  const { projectId, engineer, viewer } = project;
  const widget = await addPreset("connections");
  const lesser = [engineer, viewer];
  await expectRefused(project, lesser, (ctx) => addPreset("cache_hit_ratio", ctx));
  await expectRefused(project, lesser, (ctx) => updateWidget(ctx, { ...on(widget), width: 2 }));
  await expectRefused(project, lesser, (ctx) =>
    moveWidget(ctx, { ...on(widget), afterWidgetId: null }),
  );
  await expectRefused(project, lesser, (ctx) => removeWidget(ctx, on(widget)));
  await expectRefused(project, lesser, (ctx) => restoreWidget(ctx, on(widget)));
  const range = { range: "24h" as const, overview: false };
  await expectRefused(project, [], (ctx) => readLivePage(ctx, { projectId, ...range }));
  await expectRefused(project, [], (ctx) => listPresets(ctx, { projectId }));
});

test("another project's widget is not found", async () => {
  const theirs = await addTestWidget(foreign, await connectTestDatabase(foreign), "X");
  const { lead } = project;
  await expect(removeWidget(lead, on(theirs))).rejects.toThrow("widget_not_found");
  await expect(restoreWidget(lead, on(theirs))).rejects.toThrow("widget_not_found");
  await expect(updateWidget(lead, { ...on(theirs), width: 2 })).rejects.toThrow("widget_not_found");
});

test("one widget moved by many at once ends in one of the places, with the chain whole", async () => {
  const [a, b, c] = [await add("A"), await add("B"), await add("C")];
  const places = [null, a, b];
  const { events } = await recorded(project, () =>
    Promise.all(Array.from({ length: 12 }, (_, index) => move(c, places[index % 3] ?? null))),
  );
  const { widgets } = await page();
  expect(widgets.find(({ id }) => id === c.id)?.rank).toBe(events.at(-1)?.after?.rank);
});

test("the same question asked by many at once makes one signal", async () => {
  const widgets = await Promise.all(Array.from({ length: 8 }, (_, index) => add(`W${index}`, 77)));
  expect(new Set(widgets.map(({ signalId }) => signalId)).size).toBe(1);
  expect(new Set(widgets.map(({ rank }) => rank)).size).toBe(8);
});
