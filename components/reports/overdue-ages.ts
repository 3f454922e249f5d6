/** How long items are overdue, in ranges that people react to differently. */
export const overdueAges = ["day", "days", "week", "more"] as const;

export type OverdueAge = (typeof overdueAges)[number];

/** The range that a number of whole days falls into: under 1, 1–3, 3–7, over 7. */
function overdueAge(days: number): OverdueAge {
  if (days < 1) return "day";
  if (days < 3) return "days";
  return days < 7 ? "week" : "more";
}

/** How many items each range has. */
export function countByAge(items: readonly { days: number }[]): Record<OverdueAge, number> {
  const counts: Record<OverdueAge, number> = { day: 0, days: 0, week: 0, more: 0 };
  for (const { days } of items) counts[overdueAge(days)] += 1;
  return counts;
}
