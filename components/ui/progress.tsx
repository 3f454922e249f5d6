import { clsx } from "clsx";

import type { Tone } from "./badge.tsx";

const fills: Record<Tone, string> = {
  neutral: "bg-muted",
  accent: "bg-accent-ink",
  done: "bg-done",
  fail: "bg-fail",
  progress: "bg-progress",
  stale: "bg-stale",
  waived: "bg-waived",
};

interface ProgressProps {
  /** The accessible name, for example "Claimed". */
  label: string;
  value: number;
  max: number;
  /** Said instead of a percentage, for example "12 of 47". */
  valueText?: string;
  tone?: Tone;
  /** Width and, if need be, height; a full-width line of 4 px by default. */
  className?: string;
}

/** A thin bar. Zero shows nothing filled, and anything above zero shows at least a sliver. */
export function Progress({
  label,
  value,
  max,
  valueText,
  tone = "done",
  className,
}: ProgressProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(max, 0)}
      aria-valuenow={Math.min(Math.max(value, 0), Math.max(max, 0))}
      aria-valuetext={valueText}
      className={clsx("block h-1 overflow-hidden rounded-full bg-line", className ?? "w-full")}
    >
      <span
        className={clsx("block h-full rounded-full transition-[width]", fills[tone])}
        style={{ width: `${share * 100}%`, minWidth: share > 0 ? 3 : 0 }}
      />
    </span>
  );
}
