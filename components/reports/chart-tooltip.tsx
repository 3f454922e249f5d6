"use client";

import { useFormatter } from "next-intl";
import type { TooltipContentProps } from "recharts";

const day = { month: "short", day: "numeric", year: "numeric", timeZone: "UTC" } as const;

/** What a chart says under the mouse: the day, and how many are done in each phase. */
export function ChartTooltip({ active, payload, label }: Partial<TooltipContentProps>) {
  const format = useFormatter();
  if (!active || !payload?.length || typeof label !== "number") return null;
  // A point stands where its day ends; a moment before is still that day.
  const shown = format.dateTime(Math.max(0, label - 1), day);
  return (
    <div className="rounded-md bg-surface px-2.5 py-1.5 text-xs shadow-float">
      <p className="mb-0.5 text-muted">{shown}</p>
      <dl className="grid grid-cols-[auto_auto] gap-x-3">
        {payload.map(({ name, value }) => (
          <div key={String(name)} className="contents">
            <dt>{name}</dt>
            <dd className="figures text-right">{format.number(Number(value))}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
