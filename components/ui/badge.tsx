import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Tone = "neutral" | "accent" | "done" | "fail" | "progress" | "stale" | "waived";

const tones: Record<Tone, string> = {
  neutral: "bg-pressed text-muted",
  accent: "bg-accent-soft text-accent-ink",
  done: "bg-done-soft text-done",
  fail: "bg-fail-soft text-fail",
  progress: "bg-progress-soft text-progress",
  stale: "bg-stale-soft text-stale",
  waived: "bg-waived-soft text-waived",
};

interface BadgeProps {
  tone?: Tone;
  className?: string;
  children: ReactNode;
}

/** A word or a number that qualifies what stands beside it. */
export function Badge({ tone = "neutral", className, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap",
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
