import { describe, expect, test } from "vitest";

import { chartScale, offsetOf, roundTicks } from "./chart-scale.ts";

const at = "2026-11-23T12:00:00.000Z";
const points = (...means: (number | null)[]) =>
  means.map((mean, index) => ({ time: index, means: [mean], spread: null }));
const scale = (
  means: (number | null)[],
  warnAt: number | null = null,
  failAt: number | null = null,
) => chartScale({ at, bucketSeconds: 30 }, points(...means), { warnAt, failAt }, 5);

describe("the scale of a chart", () => {
  test("spans the range of time", () => {
    const { first, last } = scale([1]);
    expect(last - first).toBe(3_600_000);
    expect(last).toBe(Date.parse(at));
  });

  test("has round values that hold all that was read", () => {
    for (const [low, high] of [
      [0.0012, 0.0187],
      [3, 97],
      [99.2, 99.9],
      [-5, 12],
      [1e9, 4e9],
    ] as const) {
      const ticks = roundTicks(low, high, 5);
      expect(ticks[0]).toBeLessThanOrEqual(low);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(high);
      expect(ticks.length).toBeGreaterThan(2);
      expect(ticks.length).toBeLessThan(9);
    }
  });

  test("of nothing but zeros reaches the nearest threshold, or one", () => {
    expect(scale([0, 0], 0.01, 0.05).ticks.at(-1)).toBe(0.01);
    expect(scale([0, 0]).ticks.at(-1)).toBe(1);
  });

  test("holds thresholds that lie near, and leaves those far away out", () => {
    expect(scale([0.4, 0.5], 0.55).ticks.at(-1)).toBeGreaterThanOrEqual(0.55);
    expect(scale([0.4, 0.5], 50).ticks.at(-1)).toBeLessThan(1);
  });

  test("is there for a line that does not move, and for none", () => {
    for (const means of [[5, 5], [0, 0], [null], []]) {
      const { ticks } = scale(means);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.at(-1)).toBeGreaterThan(ticks[0] ?? 0);
    }
  });
});

test("a zone's clock is ahead of UTC or behind", () => {
  const time = Date.parse("2026-07-01T00:00:00Z");
  expect(offsetOf(time, "Asia/Seoul")).toBe(9 * 3_600_000);
  expect(offsetOf(time, "America/St_Johns")).toBe(-2.5 * 3_600_000);
  expect(offsetOf(time, "UTC")).toBe(0);
});
