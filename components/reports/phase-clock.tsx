"use client";

import { clsx } from "clsx";
import { useFormatter, useTranslations } from "next-intl";

import { StateMark } from "#components/ui/state-mark.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import { readClock } from "./clock.ts";

interface PhaseClockProps {
  dueAt: string;
  /** Said before, where the phase does not stand beside it. */
  phase?: string;
  className?: string;
}

/** "due in 5 hours" or "overdue by 3 days", ticking, with the exact time on hover. */
export function PhaseClock({ dueAt, phase, className }: PhaseClockProps) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const { late, soon, amount, unit } = readClock(dueAt, useCurrentTime());
  const time = format.number(amount, { style: "unit", unit, unitDisplay: "long" });
  const text = t(late ? "clock.late" : "clock.due", { time });
  return (
    <time
      dateTime={dueAt}
      title={format.dateTime(new Date(dueAt), "exact")}
      className={clsx(
        "inline-flex items-center gap-1.5 whitespace-nowrap",
        late ? "text-fail" : soon ? "text-stale" : "text-muted",
        className,
      )}
    >
      {(late || soon) && <StateMark state={late ? "fail" : "stale"} className="size-3.5" />}
      {phase ? t("clock.of", { phase, text }) : text}
    </time>
  );
}
