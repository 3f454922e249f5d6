import type { Widget } from "#lib/widgets/contract.ts";
import type { LiveWidgets } from "#lib/widgets/live-contract.ts";
import { POINTS } from "#lib/widgets/choices.ts";
import type { ChartPoint } from "./chart-points.ts";

/** What a chart spans: the whole range of time, and all values with the thresholds near them. */
export function chartScale(
  { at, bucketSeconds }: Pick<LiveWidgets, "at" | "bucketSeconds">,
  points: readonly ChartPoint[],
  { warnAt, failAt }: Pick<Widget, "warnAt" | "failAt">,
  most: number,
): { first: number; last: number; ticks: number[] } {
  const last = Date.parse(at);
  const first = last - bucketSeconds * 1_000 * POINTS;
  const values = points.flatMap(({ means, spread }) => [
    ...means.filter((mean) => mean !== null),
    ...(spread ?? []),
  ]);
  const lowest = Math.min(...values, Number.POSITIVE_INFINITY);
  const highest = Math.max(...values, Number.NEGATIVE_INFINITY);
  if (lowest > highest) return { first, last, ticks: [0, 1] };
  // Nothing but zeros has no size of its own: the nearest threshold gives it one.
  if (lowest === 0 && highest === 0) {
    const limits = [warnAt, failAt].filter((limit) => limit !== null && limit > 0) as number[];
    return { first, last, ticks: roundTicks(0, Math.min(...limits, 1), most) };
  }
  const size = Math.max(highest - lowest, Math.abs(highest) * 0.1, Number.MIN_VALUE * 1e6);
  // A threshold far away would press the line flat; its words stand beside the figure anyway.
  const near = [warnAt, failAt].filter(
    (limit) => limit !== null && limit > lowest - 1.5 * size && limit < highest + 1.5 * size,
  ) as number[];
  const bottom = Math.min(lowest, ...near);
  const top = Math.max(highest, ...near);
  // What is never below nothing, and not far above it, stands on nothing.
  const low = bottom >= 0 && bottom - (top - bottom) < 0 ? 0 : bottom;
  return { first, last, ticks: roundTicks(low, top === low ? low + size : top, most) };
}

/** Round values from at or below `low` to at or above `high`, about `most` of them. */
export function roundTicks(low: number, high: number, most: number): number[] {
  const exact = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(exact));
  const step = ([1, 2, 2.5, 5].find((each) => each * power >= exact) ?? 10) * power;
  const first = Math.floor(low / step);
  const count = Math.ceil(high / step) - first + 1;
  return Array.from({ length: count }, (_none, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** How far a zone's clock is ahead of UTC at a moment, in milliseconds. */
export function offsetOf(time: number, timeZone: string): number {
  const name = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" })
    .formatToParts(time)
    .find(({ type }) => type === "timeZoneName")?.value;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name ?? "") ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === "-" ? -size : size;
}
