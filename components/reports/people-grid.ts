import type { ProjectReport } from "#lib/reports/contract.ts";

const WEEK_MS = 7 * 86_400_000;

export interface PeopleGrid {
  /** Mondays as YYYY-MM-DD, oldest first, without gaps. */
  weeks: string[];
  /** Whether anything was done before the first of them. */
  hasEarlier: boolean;
  people: {
    userId: string;
    name: string;
    /** Done in each of the weeks. */
    done: number[];
    earlier: number;
    total: number;
  }[];
  /** Of all people in each of the weeks. */
  totals: number[];
  earlier: number;
  total: number;
  /** The largest figure of a person in a week. */
  most: number;
}

/** Who finished how much in each of the last `count` weeks, up to the one of `today` (YYYY-MM-DD). */
export function toPeopleGrid(
  rows: ProjectReport["people"],
  today: string,
  count: number,
): PeopleGrid {
  const last = mondayOf(today);
  const first = Math.min(last, ...rows.map(({ week }) => Date.parse(week)));
  const start = Math.max(first, last - (count - 1) * WEEK_MS);
  const weeks = Array.from({ length: (last - start) / WEEK_MS + 1 }, (_, index) =>
    new Date(start + index * WEEK_MS).toISOString().slice(0, 10),
  );
  const people = new Map<string, PeopleGrid["people"][number]>();
  for (const { userId, name, week, done } of rows) {
    const person = people.get(userId) ?? {
      ...{ userId, name, earlier: 0, total: 0 },
      done: weeks.map(() => 0),
    };
    const index = weeks.indexOf(week);
    if (index < 0) person.earlier += done;
    else person.done[index] = done;
    person.total += done;
    people.set(userId, person);
  }
  const list = [...people.values()].sort((a, b) => b.total - a.total);
  const sum = (values: number[]): number => values.reduce((all, each) => all + each, 0);
  const earlier = sum(list.map((person) => person.earlier));
  return {
    weeks,
    hasEarlier: earlier > 0,
    people: list,
    totals: weeks.map((_, index) => sum(list.map((person) => person.done[index] ?? 0))),
    earlier,
    total: sum(list.map((person) => person.total)),
    most: Math.max(0, ...list.flatMap((person) => person.done)),
  };
}

/** The Monday of a day's week, in milliseconds since 1970. */
function mondayOf(day: string): number {
  const time = Date.parse(day);
  return time - ((new Date(time).getUTCDay() + 6) % 7) * 86_400_000;
}
