import { expect, it } from "vitest";

import { countByAge } from "./overdue-ages.ts";

it("counts each item once, in the range that its whole days fall into", () => {
  const items = [0, 1, 2, 3, 6, 7, 400].map((days) => ({ days }));
  expect(countByAge(items)).toEqual({ day: 1, days: 2, week: 2, more: 2 });
});
