"use client";

import { useFormatter } from "next-intl";
import type { TooltipContentProps } from "recharts";

import type { WidgetUnit } from "#lib/widgets/choices.ts";
import type { SignalNow } from "#lib/widgets/live-contract.ts";
import type { ChartPoint } from "./chart-points.ts";
import { useFormatValue } from "./use-format-value.ts";

interface SeriesTooltipProps extends Partial<TooltipContentProps> {
  lines: SignalNow["lines"];
  unit: WidgetUnit;
}

/** What a chart says under the mouse. */
export function SeriesTooltip({ active, payload, lines, unit }: SeriesTooltipProps) {
  const format = useFormatter();
  const write = useFormatValue();
  const point = payload?.[0]?.payload as ChartPoint | undefined;
  if (!active || !point) return null;
  const { time, means, spread } = point;
  return (
    <div className="rounded-md bg-surface px-2.5 py-1.5 text-xs shadow-float">
      <p className="text-muted">{format.dateTime(time, "short")}</p>
      <dl className="grid grid-cols-[auto_auto] gap-x-3">
        {lines.map(({ name }, index) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className="figures text-right">{write(means[index] ?? null, unit)}</dd>
          </div>
        ))}
      </dl>
      {spread && spread[0] !== spread[1] && (
        <p className="figures text-muted">
          {write(spread[0], unit)} – {write(spread[1], unit)}
        </p>
      )}
    </div>
  );
}
