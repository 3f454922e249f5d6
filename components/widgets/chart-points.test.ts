import { describe, expect, test } from "vitest";

import {
  chartPoints,
  drawnLines,
  gapOf,
  pushedApart,
  timeTicks,
  valueLine,
} from "./chart-points.ts";

const line = (name: string, ...at: number[]) => ({
  name,
  points: at.map((each) => [each, 2, 1, 3] as [number, number, number, number]),
});
const HOUR = 3_600_000;

describe("lines", () => {
  test("break where nothing was read, and only there", () => {
    const points = chartPoints([line("", 0, 60, 120, 600)], gapOf(30, 60));
    expect(points.map(({ time, means }) => [time, means[0]])).toEqual([
      [0, 2],
      [60_000, 2],
      [120_000, 2],
      [120_001, null],
      [600_000, 2],
    ]);
    expect(points[0]?.spread).toEqual([1, 3]);
  });

  test("stand side by side by moment, without a spread", () => {
    const points = chartPoints([line("a", 0, 60), line("b", 60)], 180);
    expect(points).toEqual([
      { time: 0, means: [2, null], spread: null },
      { time: 60_000, means: [2, 2], spread: null },
    ]);
  });

  test("of a chart are the named ones, of a figure the value", () => {
    const lines = [line("", 0), line("a", 0), line("b", 0)];
    expect(drawnLines(lines).map(({ name }) => name)).toEqual(["a", "b"]);
    expect(drawnLines([line("", 0)]).map(({ name }) => name)).toEqual([""]);
    expect(valueLine(lines)?.name).toBe("");
    expect(valueLine([line("a", 0)])?.name).toBe("a");
    expect(valueLine([line("a", 0), line("b", 0)])).toBeNull();
  });
});

test("moments on the axis are round by the reader's clock and no more than fit", () => {
  const day = 24 * HOUR;
  const seoul = timeTicks(0, day, 6, 9 * HOUR);
  expect(seoul.length).toBeLessThanOrEqual(7);
  for (const tick of seoul) expect((tick + 9 * HOUR) % (4 * HOUR)).toBe(0);
  expect(timeTicks(0, HOUR, 6, 0)).toHaveLength(7);
  expect(timeTicks(0, 90 * day, 4, 0).every((tick) => tick % day === 0)).toBe(true);
});

test("labels that want the same place stand apart, in their order, above the floor", () => {
  const places = pushedApart([50, 52, 51, 10], 16, 100);
  expect(places[3]).toBe(10);
  const sorted = [...places].sort((a, b) => a - b);
  for (const [index, place] of sorted.entries()) {
    if (index > 0) expect(place - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(16);
  }
  expect(Math.max(...pushedApart([99, 99, 99], 16, 100))).toBeLessThanOrEqual(100);
});
