import { expect, test } from "vitest";
import { drawBurnUp } from "./burn-up.ts";

const phase = (id: string, done: number) => ({
  ...{ id, code: id, title: id, titleKo: null, total: 10, counting: 10, dueAt: null, done },
});

test("each day shows what was done by its end, and the last day what is done now", () => {
  const { start, days } = drawBurnUp({
    phases: [phase("P0", 3), phase("P1", 1)],
    steps: [
      { phaseId: "P0", day: "2026-03-02", change: 2 },
      { phaseId: "P1", day: "2026-03-03", change: 1 },
      { phaseId: "P0", day: "2026-03-04", change: -1 },
    ],
    firstDay: "2026-03-01",
    lastDay: "2026-03-04",
  });
  expect(start).toEqual([2, 0]);
  expect(days).toEqual([
    { day: "2026-03-01", done: [2, 0] },
    { day: "2026-03-02", done: [4, 0] },
    { day: "2026-03-03", done: [4, 1] },
    { day: "2026-03-04", done: [3, 1] },
  ]);
});

test("a project that starts in the future has today alone", () => {
  const data = {
    phases: [phase("P0", 0)],
    steps: [],
    firstDay: "2026-05-01",
    lastDay: "2026-04-01",
  };
  expect(drawBurnUp(data).days).toEqual([{ day: "2026-04-01", done: [0] }]);
});
