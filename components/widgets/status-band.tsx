"use client";

import { clsx } from "clsx";

import type { Level } from "./level.ts";
import type { Stretch } from "./stretches.ts";

/** Each level has a height of its own, so that colour is never alone. */
const looks: Record<Level, string> = {
  pass: "h-1/2 bg-done",
  warn: "h-3/4 bg-stale",
  fail: "h-full bg-fail",
};

interface StatusBandProps {
  stretches: readonly Stretch[];
  /** In milliseconds. */
  span: { first: number; last: number };
  /** Old figures are pale. */
  stale: boolean;
}

/** How a status stood over a range, as stretches beside each other; the words stand elsewhere. */
export function StatusBand({ stretches, span: { first, last }, stale }: StatusBandProps) {
  const share = (from: number, until: number) => `${((until - from) / (last - first)) * 100}%`;
  return (
    <div aria-hidden className={clsx("relative h-full w-full", stale && "opacity-55")}>
      <div className="absolute inset-x-0 bottom-0 border-b border-dashed border-line-strong" />
      {stretches.map(
        ({ from, until, level }) =>
          level && (
            <div
              key={from}
              style={{ left: share(first, from), width: share(from, until) }}
              // What is short is still seen.
              className={clsx("absolute bottom-0 min-w-0.75 rounded-t-xs", looks[level])}
            />
          ),
      )}
    </div>
  );
}
