import { expect, test } from "vitest";

import type { Widget } from "#lib/widgets/contract.ts";
import type { SignalNow } from "#lib/widgets/live-contract.ts";
import { spanOf, stretchesOf } from "./stretches.ts";

const BUCKET = 720;
const END = 1_000_000 * BUCKET;
const page = { at: new Date(END * 1_000).toISOString(), bucketSeconds: BUCKET };
const widget: Widget = {
  ...{ id: "w", signalId: "s", integrationId: "i", kind: "status", title: "Up", preset: null },
  ...{ signal: "availability", params: {}, unit: "", warnAt: null, failAt: 0.5, lowIsBad: true },
  ...{ width: 1, height: 1, onOverview: false, rank: "a0" },
};
const signal = (...points: [number, number, number, number][]): SignalNow => ({
  ...{ id: "s", state: "fresh", reason: null, detail: null, intervalSeconds: 60, value: 1 },
  ...{ rows: [], readAt: null, triedAt: null, lines: [{ name: "", points }] },
});
/** A point that ended `back` points before the end. */
const point = (back: number, lowest: number, highest = 1): [number, number, number, number] => [
  ...([END - back * BUCKET, (lowest + highest) / 2, lowest, highest] as const),
];
const short = (points: [number, number, number, number][], of: Widget = widget) =>
  stretchesOf(of, signal(...points), page).map(({ from, until, level }) => [
    ...[(END - from / 1_000) / BUCKET, (END - until / 1_000) / BUCKET, level],
  ]);

test("points that stand the same are one stretch, each with the worst that it holds", () => {
  const points = [point(5, 1), point(4, 1), point(3, 0), point(2, 0, 0), point(1, 1)];
  expect(short(points)).toEqual([
    [120, 5, null],
    [5, 3, "pass"],
    [3, 1, "fail"],
    [1, 0, "pass"],
  ]);
  expect(stretchesOf(widget, signal(...points), page)[2]).toMatchObject({ lowest: 0, highest: 1 });
});

test("where nothing was read stands nothing, also at the end", () => {
  expect(short([point(10, 1), point(9, 1), point(5, 0), point(4, 0)])).toEqual([
    [120, 10, null],
    [10, 8, "pass"],
    [8, 5, null],
    [5, 3, "fail"],
    [3, 0, null],
  ]);
});

test("a point from before the range does not reach out of it", () => {
  expect(short([point(121, 1), point(120, 1)])[0]).toEqual([120, 119, "pass"]);
  expect(spanOf(page)).toEqual({ first: (END - 120 * BUCKET) * 1_000, last: END * 1_000 });
});

test("nothing without thresholds and without points", () => {
  expect(short([point(1, 1)], { ...widget, failAt: null })).toEqual([]);
  expect(short([])).toEqual([]);
});
