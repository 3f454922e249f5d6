import { expect, it } from "vitest";

import { dayIn, dayOf, endOfDay } from "./due-day.ts";

it("turns a day into its last minute and back, in any zone", () => {
  const moment = endOfDay("2026-11-30");
  expect(dayOf(moment)).toBe("2026-11-30");
  expect(new Date(moment ?? "").getHours()).toBe(23);
});

it("knows no due date for what is no day", () => {
  expect(endOfDay("")).toBeNull();
  expect(endOfDay("2026-13-77")).toBeNull();
  expect(dayOf(null)).toBe("");
});

it("counts days over the end of a month", () => {
  expect(dayIn(1, new Date(2026, 10, 30, 15))).toBe("2026-12-01");
});
