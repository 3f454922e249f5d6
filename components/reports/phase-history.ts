import type { BurnUp } from "#lib/reports/contract.ts";
import { wallTime } from "./burn-up-scale.ts";

export interface PhaseHistory {
  done: number;
  /** The day (YYYY-MM-DD) since which nothing was left to do; null while something is. */
  completeOn: string | null;
  /** What was done by the end of the day on which the clock ran out; null before that. */
  doneAtDue: number | null;
}

/** How one phase of a burn-up came to where it is. */
export function readPhaseHistory(burnUp: BurnUp, index: number): PhaseHistory {
  const { at, timeZone, phases, start, days } = burnUp;
  const { counting = 0, dueAt = null } = phases[index] ?? {};
  const doneOn = (day: BurnUp["days"][number] | undefined): number =>
    (day?.done ?? start)[index] ?? 0;
  const lastOpen = days.findLastIndex((day) => doneOn(day) < counting);
  const completeOn = days[lastOpen + 1]?.day ?? null;
  const isOver = dueAt !== null && dueAt <= at;
  const dueDay = dueAt && new Date(wallTime(dueAt, timeZone)).toISOString().slice(0, 10);
  return {
    done: doneOn(days.at(-1)),
    completeOn: counting > 0 ? completeOn : null,
    doneAtDue: isOver ? doneOn(days.findLast(({ day }) => day <= (dueDay ?? ""))) : null,
  };
}
