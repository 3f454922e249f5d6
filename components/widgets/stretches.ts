import { POINTS } from "#lib/widgets/choices.ts";
import type { Widget } from "#lib/widgets/contract.ts";
import type { LiveWidgets, SignalNow } from "#lib/widgets/live-contract.ts";
import { gapOf, valueLine } from "./chart-points.ts";
import { levelOf, type Level } from "./level.ts";

/** A time during which a status stood the same, from `from` until `until` in milliseconds. */
export interface Stretch {
  from: number;
  until: number;
  /** Null where nothing was read. */
  level: Level | null;
  lowest: number | null;
  highest: number | null;
}

type Page = Pick<LiveWidgets, "at" | "bucketSeconds">;

/** What a page's range spans, in milliseconds. */
export function spanOf({ at, bucketSeconds }: Page): { first: number; last: number } {
  const last = Date.parse(at);
  return { first: last - bucketSeconds * 1_000 * POINTS, last };
}

/**
 * How a status stood over the range, the earliest first and without holes; each point counts with the
 * worst that it holds. Nothing without thresholds, or where nothing was read at all.
 */
export function stretchesOf(widget: Widget, signal: SignalNow, page: Page): Stretch[] {
  const { first, last } = spanOf(page);
  const width = page.bucketSeconds * 1_000;
  const gap = gapOf(page.bucketSeconds, signal.intervalSeconds) * 1_000;
  const stretches: Stretch[] = [];
  const add = (next: Stretch): void => {
    const before = stretches.at(-1);
    if (before?.level !== next.level) return void (next.until > next.from && stretches.push(next));
    before.until = next.until;
    before.lowest = least(before.lowest, next.lowest);
    before.highest = most(before.highest, next.highest);
  };
  const points = valueLine(signal.lines)?.points ?? [];
  let end = first;
  for (const [index, [at, , lowest, highest]] of points.entries()) {
    const level = levelOf(widget, widget.lowIsBad ? lowest : highest);
    if (!level) return [];
    const from = Math.max(at * 1_000, end);
    // What is not known lies between two points, or before the first.
    if (from > end) add({ ...nothing, from: end, until: from });
    const next = (points[index + 1]?.[0] ?? last / 1_000) * 1_000;
    end = Math.min(next - at * 1_000 > gap ? at * 1_000 + width : next, last);
    add({ from, until: end, level, lowest, highest });
  }
  if (points.length > 0 && end < last) add({ ...nothing, from: end, until: last });
  return stretches;
}

const nothing = { level: null, lowest: null, highest: null };
const least = (a: number | null, b: number | null) =>
  a === null || b === null ? a : Math.min(a, b);
const most = (a: number | null, b: number | null) =>
  a === null || b === null ? a : Math.max(a, b);
