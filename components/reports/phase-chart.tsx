"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Area, AreaChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";

import type { BurnUp } from "#lib/reports/contract.ts";
import {
  burnUpPoints,
  countTicks,
  dayTicks,
  dueMarks,
  labelRows,
  timeDomain,
  type BurnUpPoint,
} from "./burn-up-scale.ts";
import { dueLine, gridColour, tick } from "./chart-style.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";

interface PhaseChartProps {
  burnUp: BurnUp;
  /** Which of the phases, by its place. */
  index: number;
  height: number;
  width?: number;
}

/** One phase's line towards what there is to do in it, with the day on which its clock runs out. */
export function PhaseChart({ burnUp, index, height, width }: PhaseChartProps) {
  const format = useFormatter();
  const t = useTranslations("reports");
  const phase = burnUp.phases[index];
  if (!phase) return null;
  const domain = timeDomain(burnUp);
  const mark = dueMarks(burnUp).find(({ code }) => code === phase.code);
  return (
    <AreaChart
      data={burnUpPoints(burnUp)}
      {...(width ? { width } : { responsive: true, style: { width: "100%" } })}
      height={height}
      margin={{ top: 22, right: 24, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke={gridColour} />
      <XAxis
        dataKey="time"
        type="number"
        domain={[domain.start, domain.end]}
        ticks={dayTicks(domain, 3)}
        tickFormatter={(time: number) =>
          format.dateTime(time, { month: "short", day: "numeric", timeZone: "UTC" })
        }
        height={22}
        {...tick}
      />
      <YAxis
        domain={[0, Math.max(1, phase.counting)]}
        ticks={countTicks(phase.counting)}
        width={30}
        {...tick}
      />
      <Area
        type="linear"
        name={phase.code}
        dataKey={(point: BurnUpPoint) => point.done[index] ?? 0}
        stroke="var(--color-done)"
        strokeWidth={2}
        fill="var(--color-done)"
        fillOpacity={0.18}
        isAnimationActive={false}
        activeDot={false}
      />
      <ReferenceLine y={phase.counting} stroke="var(--color-muted)" strokeDasharray="2 3" />
      {mark &&
        dueLine(mark, {
          ...{ row: 0, toLeft: false, ...labelRows([mark], domain, 0.3)[0] },
          label: t("burnUp.dueHere"),
        })}
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--color-line-strong)" }}
        content={<ChartTooltip />}
      />
    </AreaChart>
  );
}
