import type { Widget } from "#lib/widgets/contract.ts";
import type { LiveWidgets } from "#lib/widgets/live-contract.ts";
import { POINTS } from "#lib/widgets/choices.ts";
import type { ChartPoint } from "./chart-points.ts";

/** What a chart spans: the whole range of time, and all values with the thresholds near them. */
export function valueDomain(
  { at, bucketSeconds }: Pick<LiveWidgets, "at" | "bucketSeconds">,
  points: readonly ChartPoint[],
  { warnAt, failAt }: Pick<Widget, "warnAt" | "failAt">,
): { first: number; last: number; low: number; high: number } {
  const last = Date.parse(at);
  const first = last - bucketSeconds * 1_000 * POINTS;
  const values = points.flatMap(({ means, spread }) => [
    ...means.filter((mean) => mean !== null),
    ...(spread ?? []),
  ]);
  const lowest = Math.min(...values, Number.POSITIVE_INFINITY);
  const highest = Math.max(...values, Number.NEGATIVE_INFINITY);
  if (lowest > highest) return { first, last, low: 0, high: 1 };
  const size = Math.max(highest - lowest, Math.abs(highest) * 0.1, Number.MIN_VALUE * 1e6);
  // A threshold far away would press the line flat; its words stand beside the figure anyway.
  const near = [warnAt, failAt].filter(
    (limit) => limit !== null && limit > lowest - 1.5 * size && limit < highest + 1.5 * size,
  ) as number[];
  const bottom = Math.min(lowest, ...near);
  const top = Math.max(highest, ...near);
  const room = (top - bottom || size) * 0.08;
  // What is never below nothing, and not far above it, stands on nothing.
  const low = bottom >= 0 && bottom - (top - bottom) < 0 ? 0 : bottom - room;
  return { first, last, low, high: top + room };
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
