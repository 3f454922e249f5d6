import type { SignalNow } from "#lib/widgets/live-contract.ts";

type Line = SignalNow["lines"][number];

/** One moment of a chart: milliseconds, and of each line its mean, or null where nothing was read. */
export interface ChartPoint {
  time: number;
  means: (number | null)[];
  /** From the lowest to the highest; only where there is one line. */
  spread: [number, number] | null;
}

/** Lines that a chart draws: the named ones, else the value itself. */
export function drawnLines(lines: readonly Line[]): Line[] {
  const named = lines.filter(({ name }) => name !== "");
  return named.length > 0 ? named : [...lines];
}

/** The line of a signal's own value: "", or the only one. */
export function valueLine(lines: readonly Line[]): Line | null {
  return lines.find(({ name }) => name === "") ?? (lines.length === 1 ? (lines[0] ?? null) : null);
}

/** All lines by moment, with a break wherever nothing was read for longer than `gapSeconds`. */
export function chartPoints(lines: readonly Line[], gapSeconds: number): ChartPoint[] {
  const moments = new Map<number, ChartPoint>();
  for (const [index, { points }] of lines.entries()) {
    for (const [at, mean, lowest, highest] of points) {
      const point = moments.get(at) ?? {
        ...{ time: at * 1_000, spread: null },
        means: lines.map(() => null),
      };
      point.means[index] = mean;
      if (lines.length === 1) point.spread = [lowest, highest];
      moments.set(at, point);
    }
  }
  const inOrder = [...moments.values()].sort((a, b) => a.time - b.time);
  return inOrder.flatMap((point, index) => {
    const before = inOrder[index - 1];
    const isGap = before && point.time - before.time > gapSeconds * 1_000;
    return isGap
      ? [{ time: before.time + 1, means: lines.map(() => null), spread: null }, point]
      : [point];
  });
}

/** How long nothing may be read before a line breaks. */
export function gapOf(bucketSeconds: number, intervalSeconds: number): number {
  return Math.max(bucketSeconds * 1.5, intervalSeconds * 3);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR, 6 * HOUR, 12 * HOUR],
  ...[DAY, 2 * DAY, 5 * DAY, 7 * DAY, 14 * DAY, 30 * DAY],
];

/** At most `most` round moments between two, by a clock that is `offset` milliseconds ahead of UTC. */
export function timeTicks(from: number, until: number, most: number, offset: number): number[] {
  const step = STEPS.find((each) => (until - from) / each <= most) ?? 30 * DAY;
  const first = Math.ceil((from + offset) / step) * step - offset;
  return Array.from(
    { length: Math.max(0, Math.floor((until - first) / step) + 1) },
    (_none, index) => first + index * step,
  );
}

/** Places for labels of `size` that want to stand at `wanted`, pushed apart, none beyond `floor`. */
export function pushedApart(wanted: readonly number[], size: number, floor: number): number[] {
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  const places = wanted.map(() => 0);
  let last = Number.NEGATIVE_INFINITY;
  for (const { y, index } of order) places[index] = last = Math.max(y, last + size);
  // What does not fit above the floor moves what stands over it.
  let under = floor + size;
  for (const { index } of order.toReversed()) {
    places[index] = under = Math.min(places[index] ?? 0, under - size);
  }
  return places;
}
