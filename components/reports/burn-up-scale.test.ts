import { expect, it } from "vitest";

import {
  bandMiddles,
  burnUpPoints,
  countTicks,
  dayTicks,
  dueMarks,
  labelRows,
  spread,
  timeDomain,
  wallTime,
} from "./burn-up-scale.ts";

const phase = (code: string, counting: number, dueAt: string | null) => ({
  ...{ id: code, code, title: code, titleKo: null, total: counting, counting, dueAt },
});

const burnUp = {
  at: "2026-03-02T03:00:00.000Z",
  timeZone: "Asia/Seoul",
  phases: [phase("P0", 5, "2026-03-01T15:30:00.000Z"), phase("P1", 4, "2027-03-01T00:00:00.000Z")],
  start: [1, 0],
  days: [
    { day: "2026-03-01", done: [2, 0] },
    { day: "2026-03-02", done: [3, 1] },
  ],
};

it("takes the wall time of the zone whose days are counted", () => {
  expect(wallTime("2026-03-01T15:30:00.000Z", "Asia/Seoul")).toBe(Date.UTC(2026, 2, 2, 0, 30));
});

it("begins with what arrived done and ends at the moment of the figures", () => {
  expect(burnUpPoints(burnUp)).toEqual([
    { time: Date.UTC(2026, 2, 1), done: [1, 0] },
    { time: Date.UTC(2026, 2, 2), done: [2, 0] },
    { time: Date.UTC(2026, 2, 2, 12), done: [3, 1] },
  ]);
});

it("marks due dates in sight, and those that were missed as late", () => {
  expect(dueMarks(burnUp)).toEqual([{ code: "P0", time: Date.UTC(2026, 2, 2, 0, 30), late: true }]);
  expect(timeDomain(burnUp).end).toBe(Date.UTC(2026, 2, 2, 12));
});

it("has at most as many ticks as there is room for", () => {
  for (const days of [1, 5, 9, 40, 400, 4_000]) {
    const ticks = dayTicks({ start: 0, end: days * 86_400_000 }, 5);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(6);
  }
  expect(countTicks(206)).toEqual([0, 100, 200]);
  expect(countTicks(3)).toEqual([0, 1, 2, 3]);
  expect(countTicks(0)).toEqual([0]);
});

it("lifts the labels of neighbouring due dates over each other, and no others", () => {
  const marks = [1, 2, 7, 30].map((time) => ({ code: "", time, late: false }));
  expect(labelRows(marks, { start: 0, end: 30 }, 0.15)).toEqual([
    { toLeft: false, row: 0 },
    { toLeft: false, row: 1 },
    { toLeft: false, row: 0 },
    { toLeft: true, row: 0 },
  ]);
});

it("finds the middle of bands that stand on each other", () => {
  expect(bandMiddles([4, 0, 2])).toEqual([2, 4, 5]);
});

it("moves labels apart without changing their order", () => {
  expect(spread([100, 98, 40], 14, 200)).toEqual([100, 86, 40]);
  expect(spread([300, 300], 14, 200)).toEqual([200, 186]);
});
