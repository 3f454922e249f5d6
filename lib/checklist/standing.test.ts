import { expect, test } from "vitest";
import { countedClaim, disagrees, expiryOf, hasExpired } from "./standing.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const DAY = 86_400_000;
const claimed = (claim: "todo" | "done", days: number | null, ttlDays: number | null) => ({
  ...{ claim, ttlDays },
  claimedAt: days === null ? null : new Date(NOW - days * DAY).toISOString(),
});

test("a claim of done expires after its days, not at them, and others do not", () => {
  expect(hasExpired(claimed("done", 7, 7), NOW)).toBe(false);
  expect(hasExpired(claimed("done", 7.001, 7), NOW)).toBe(true);
  expect(expiryOf(claimed("done", 1, 7))).toBe(NOW + 6 * DAY);
  expect(expiryOf(claimed("done", 100, null))).toBeNull();
  expect(expiryOf(claimed("todo", 100, 7))).toBeNull();
  expect(expiryOf(claimed("done", null, 7))).toBeNull();
});

test("what has to be renewed counts as to do", () => {
  expect(countedClaim(claimed("done", 8, 7), NOW)).toBe("todo");
  expect(countedClaim(claimed("done", 6, 7), NOW)).toBe("done");
});

test.each([
  ["done", "fail", true],
  ["done", "pass", false],
  ["done", "stale", false],
  ["todo", "pass", true],
  ["in_progress", "pass", true],
  ["in_progress", "fail", false],
  ["not_applicable", "pass", false],
  ["not_applicable", "fail", false],
] as const)("%s and %s: whether they disagree is %s", (claim, verdict, expected) => {
  const at = (days: number) => new Date(NOW + days * DAY).toISOString();
  expect(disagrees({ claim, verdict, keptUntil: null }, NOW)).toBe(expected);
  expect(disagrees({ claim, verdict, keptUntil: at(-1) }, NOW)).toBe(expected);
  expect(disagrees({ claim, verdict, keptUntil: at(1) }, NOW)).toBe(false);
});
