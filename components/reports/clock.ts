const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Time left in the unit that says enough: days from two days on, hours from one hour on. */
export interface Clock {
  late: boolean;
  /** Less than a day is left. */
  soon: boolean;
  amount: number;
  unit: "day" | "hour" | "minute";
}

/** What a clock that runs out at `dueAt` (ISO 8601) shows at `now` (milliseconds since 1970). */
export function readClock(dueAt: string, now: number): Clock {
  const left = Date.parse(dueAt) - now;
  const late = left < 0;
  const time = Math.abs(left);
  const soon = !late && time < DAY_MS;
  if (time >= 2 * DAY_MS) return { late, soon, amount: Math.floor(time / DAY_MS), unit: "day" };
  if (time >= HOUR_MS) return { late, soon, amount: Math.floor(time / HOUR_MS), unit: "hour" };
  return { late, soon, amount: Math.floor(time / MINUTE_MS), unit: "minute" };
}

interface Clocked {
  dueAt: string | null;
  counting: number;
  done: number;
}

/** Whether there is nothing left to do in a phase or step. */
export const isComplete = ({ counting, done }: Omit<Clocked, "dueAt">): boolean => done >= counting;

/** The clock that matters: of the phases with work left, the one whose time runs out first. */
export function nextClock<Phase extends Clocked>(phases: readonly Phase[]): Phase | undefined {
  return phases
    .filter((phase) => phase.dueAt !== null && !isComplete(phase))
    .sort((a, b) => Date.parse(a.dueAt ?? "") - Date.parse(b.dueAt ?? ""))[0];
}
