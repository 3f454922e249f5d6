import type { BurnUp } from "#lib/reports/contract.ts";

const DAY_MS = 86_400_000;
/** A young project's chart reaches at least this far ahead, so that its due dates are in sight. */
const AHEAD_MS = 8 * DAY_MS;

/** Wall time in a zone, in milliseconds as if it were UTC: the scale of the charts. */
export function wallTime(iso: string, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    ...{ timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit" },
    ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
  }).formatToParts(new Date(iso));
  const get = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(
    get("year"),
    get("month") - 1,
    get("day"),
    get("hour"),
    get("minute"),
    get("second"),
  );
}

export interface BurnUpPoint {
  /** Wall time; a day stands where it ends, the last one at the moment that the figures are of. */
  time: number;
  /** In the order of the phases. */
  done: number[];
}

/** The points of the burn-up's lines, the first one at the start of the first day. */
export function burnUpPoints({ at, timeZone, start, days }: BurnUp): BurnUpPoint[] {
  const now = wallTime(at, timeZone);
  const first = days[0] ? Date.parse(days[0].day) : now;
  const ends = days.map(({ day, done }) => ({
    time: Math.min(Date.parse(day) + DAY_MS, Math.max(now, first + 1)),
    done,
  }));
  return [{ time: first, done: start }, ...ends];
}

export interface DueMark {
  code: string;
  time: number;
  /** The time is over and the phase is not complete. */
  late: boolean;
}

/** Where the clocks of phases run out, as far as that is in sight. */
export function dueMarks(burnUp: BurnUp): DueMark[] {
  const now = wallTime(burnUp.at, burnUp.timeZone);
  const { end } = timeDomain(burnUp);
  const done = burnUp.days.at(-1)?.done ?? burnUp.start;
  return burnUp.phases
    .flatMap(({ code, dueAt, counting }, index) => {
      if (dueAt === null) return [];
      const time = wallTime(dueAt, burnUp.timeZone);
      return [{ code, time, late: time < now && (done[index] ?? 0) < counting }];
    })
    .filter(({ time }) => time <= end)
    .sort((a, b) => a.time - b.time);
}

/**
 * The row of each mark's label, counted upwards from the plot, so that none covers another. A label
 * is `width` of the domain wide and stands right of its line, or left of it where `toLeft` says so.
 */
export function labelRows(
  marks: readonly DueMark[],
  { start, end }: { start: number; end: number },
  width: number,
): { toLeft: boolean; row: number }[] {
  const taken: { row: number; from: number; to: number }[] = [];
  return marks.map(({ time }) => {
    const at = (time - start) / Math.max(1, end - start);
    const toLeft = at + width > 1;
    const [from, to] = toLeft ? [at - width, at] : [at, at + width];
    const hit = (row: number): boolean =>
      taken.some((other) => other.row === row && other.from < to && from < other.to);
    let row = 0;
    while (hit(row)) row++;
    taken.push({ row, from, to });
    return { toLeft, row };
  });
}

/** From the start to now, or to the last due date that is near. */
export function timeDomain(burnUp: BurnUp): { start: number; end: number } {
  const { at, timeZone, phases, days } = burnUp;
  const now = wallTime(at, timeZone);
  const start = days[0] ? Date.parse(days[0].day) : now;
  const sight = now + Math.max(AHEAD_MS, now - start);
  const dues = phases.flatMap(({ dueAt }) => (dueAt ? [wallTime(dueAt, timeZone)] : []));
  const end = Math.max(now, start + DAY_MS, ...dues.filter((due) => due <= sight));
  return { start, end };
}

/** Midnights for the axis, at most `most` of them, evenly apart. */
export function dayTicks({ start, end }: { start: number; end: number }, most: number): number[] {
  const days = Math.max(1, Math.floor((end - start) / DAY_MS));
  const steps = [1, 2, 3, 7, 14, 28, 56, 84, 182, 364];
  const step = steps.find((each) => Math.floor(days / each) + 1 <= most) ?? Math.ceil(days / most);
  return Array.from(
    { length: Math.floor(days / step) + 1 },
    (_, index) => start + index * step * DAY_MS,
  );
}

/** Round numbers from 0 up to `most`, four at most. */
export function countTicks(most: number): number[] {
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1_000].find((each) => most / each < 4);
  const size = step ?? 2_000;
  return Array.from({ length: Math.floor(most / size) + 1 }, (_, index) => index * size);
}

/** The middle of each of the bands that stand on each other. */
export function bandMiddles(heights: readonly number[]): number[] {
  let below = 0;
  return heights.map((height) => {
    below += height;
    return below - height / 2;
  });
}

/** Moves labels apart that would stand on each other; from the lowest upwards, in pixels from the top. */
export function spread(tops: readonly number[], gap: number, floor: number): number[] {
  let free = floor;
  return tops.map((top) => {
    const place = Math.min(top, free);
    free = place - gap;
    return place;
  });
}
