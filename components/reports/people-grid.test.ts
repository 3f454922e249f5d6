import { expect, it } from "vitest";

import { toPeopleGrid } from "./people-grid.ts";

const row = (userId: string, week: string, done: number) => ({ userId, name: userId, week, done });

it("has every week up to this one, and what lies before them as one figure", () => {
  const rows = [row("a", "2026-01-05", 4), row("a", "2026-03-02", 2), row("b", "2026-03-16", 7)];
  const grid = toPeopleGrid(rows, "2026-03-22", 3);
  expect(grid.weeks).toEqual(["2026-03-02", "2026-03-09", "2026-03-16"]);
  expect(grid.people).toEqual([
    { userId: "b", name: "b", done: [0, 0, 7], earlier: 0, total: 7 },
    { userId: "a", name: "a", done: [2, 0, 0], earlier: 4, total: 6 },
  ]);
  expect(grid).toMatchObject({ totals: [2, 0, 7], earlier: 4, total: 13, most: 7 });
});

it("begins with the first week in which something was done", () => {
  const grid = toPeopleGrid([row("a", "2026-03-09", 1)], "2026-03-16", 12);
  expect(grid.weeks).toEqual(["2026-03-09", "2026-03-16"]);
  expect(grid.hasEarlier).toBe(false);
});
