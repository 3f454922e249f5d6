const DAY_MS = 86_400_000;

export type DueGroup = "overdue" | "day" | "week" | "later" | "never";

function groupOf(dueAt: string | null, now: number): DueGroup {
  if (dueAt === null) return "never";
  const left = Date.parse(dueAt) - now;
  if (left < 0) return "overdue";
  if (left < DAY_MS) return "day";
  return left < 7 * DAY_MS ? "week" : "later";
}

/** Items by when they are due from `now` (milliseconds since 1970), in the order in which they come. */
export function groupByDue<T extends { dueAt: string | null }>(
  items: readonly T[],
  now: number,
): [DueGroup, T[]][] {
  return [...Map.groupBy(items, (item) => groupOf(item.dueAt, now))];
}
