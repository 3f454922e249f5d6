import type { MarkState } from "#components/ui/state-mark.tsx";
import type { Widget } from "#lib/widgets/contract.ts";
import type { SignalNow, SignalRow } from "#lib/widgets/live-contract.ts";

/** How a value stands against its thresholds. */
export type Level = "pass" | "warn" | "fail";
type Thresholds = Pick<Widget, "warnAt" | "failAt" | "lowIsBad">;

/** Where a value stands; null without a value or without thresholds. */
export function levelOf(
  { warnAt, failAt, lowIsBad }: Thresholds,
  value: number | null,
): Level | null {
  if (value === null || (warnAt === null && failAt === null)) return null;
  const passes = (limit: number | null): boolean =>
    limit !== null && (lowIsBad ? value <= limit : value >= limit);
  if (passes(failAt)) return "fail";
  return passes(warnAt) ? "warn" : "pass";
}

const ORDER = ["fail", "warn", "unknown", "pass"] as const;

/** The worst state of some lines; null without any. */
export function worstOf(rows: readonly SignalRow[]): SignalRow["state"] | null {
  return ORDER.find((state) => rows.some((row) => row.state === state)) ?? null;
}

/** The shape of a level. */
export const markOf = {
  pass: "done",
  warn: "stale",
  fail: "fail",
  unknown: "unknown",
} as const satisfies Record<Level | "unknown", MarkState>;

const STALE_AFTER = 3;

/** The state as it is `age` milliseconds after the reading: a page that gets no answer goes stale, too. */
export function stateAt(signal: SignalNow, age: number | null): SignalNow["state"] {
  const old = age !== null && age > signal.intervalSeconds * STALE_AFTER * 1_000;
  return signal.state === "fresh" && old ? "stale" : signal.state;
}
