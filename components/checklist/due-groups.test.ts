import { expect, test } from "vitest";
import { groupByDue } from "./due-groups.ts";

test("items are grouped by the time that is left", () => {
  const now = Date.parse("2026-03-10T12:00:00Z");
  const items = [
    { dueAt: "2026-03-09T12:00:00Z" },
    { dueAt: "2026-03-11T11:00:00Z" },
    { dueAt: "2026-03-16T12:00:00Z" },
    { dueAt: "2026-04-01T00:00:00Z" },
    { dueAt: null },
  ];
  const groups = groupByDue(items, now).map(([group, members]) => [group, members.length]);
  expect(groups).toEqual([
    ["overdue", 1],
    ["day", 1],
    ["week", 1],
    ["later", 1],
    ["never", 1],
  ]);
});
