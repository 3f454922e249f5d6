import { expect, test } from "vitest";
import { dayStart, isDay } from "./day-range.ts";

test.each([
  ["2026-03-01", "UTC", 0, "2026-03-01T00:00:00.000Z"],
  ["2026-03-01", "Asia/Seoul", 0, "2026-02-28T15:00:00.000Z"],
  ["2026-03-01", "Asia/Seoul", 1, "2026-03-01T15:00:00.000Z"],
  // Summer time begins and ends.
  ["2026-03-29", "Europe/Berlin", 0, "2026-03-28T23:00:00.000Z"],
  ["2026-03-29", "Europe/Berlin", 1, "2026-03-29T22:00:00.000Z"],
  ["2026-10-25", "Europe/Berlin", 1, "2026-10-25T23:00:00.000Z"],
  ["2026-02-28", "America/New_York", 1, "2026-03-01T05:00:00.000Z"],
])("%s in %s, %i days later, begins at %s", (day, zone, later, moment) => {
  expect(dayStart(day, zone, later)).toBe(moment);
});

test.each(["", "2026-02-30", "2026-13-01", "26-01-01", "9999-01-01", "2026-01-01T00:00"])(
  "%j is no day",
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);

test("a day that exists is one", () => {
  expect(isDay("2028-02-29")).toBe(true);
});
