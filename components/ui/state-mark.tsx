import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Every state has a shape of its own, so that colour is never alone. */
export type MarkState = "done" | "fail" | "progress" | "stale" | "waived" | "unknown" | "idle";

const colours: Record<MarkState, string> = {
  done: "text-done",
  fail: "text-fail",
  progress: "text-progress",
  stale: "text-stale",
  waived: "text-waived",
  unknown: "text-idle",
  idle: "text-idle",
};

const stroke = { fill: "none", stroke: "currentColor", strokeWidth: 1.5 } as const;
const cut = {
  fill: "none",
  stroke: "var(--color-canvas)",
  strokeWidth: 1.75,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

const shapes: Record<MarkState, ReactNode> = {
  done: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m5 8.2 2.1 2.1L11 6.2" {...cut} />
    </>
  ),
  fail: (
    <>
      <path
        d="M5.2 1.2h5.6l4 4v5.6l-4 4H5.2l-4-4V5.2z"
        fill="currentColor"
        stroke="currentColor"
        strokeLinejoin="round"
      />
      <path d="M8 4.6v4M8 11.3v.1" {...cut} />
    </>
  ),
  progress: (
    <>
      <circle cx="8" cy="8" r="6.25" {...stroke} />
      <path d="M8 4a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  stale: (
    <>
      <path
        d="M8 1.9 15 14H1z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path d="M8 6.4v3.3M8 12.1v.1" {...cut} />
    </>
  ),
  waived: <circle cx="8" cy="8" r="6.25" {...stroke} strokeDasharray="2.9 2.01" />,
  unknown: (
    <>
      <circle cx="8" cy="8" r="6.25" {...stroke} />
      <circle cx="8" cy="8" r="1.5" fill="currentColor" />
    </>
  ),
  idle: <circle cx="8" cy="8" r="6.25" {...stroke} />,
};

export interface StateMarkProps {
  state: MarkState;
  /** The accessible name; leave it out only where words beside the mark say the same. */
  label?: string | undefined;
  className?: string | undefined;
}

/** The shape of a state, 16 px unless the class says otherwise. */
export function StateMark({ state, label, className }: StateMarkProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={clsx("shrink-0", colours[state], className ?? "size-4")}
    >
      {label && <title>{label}</title>}
      {shapes[state]}
    </svg>
  );
}
