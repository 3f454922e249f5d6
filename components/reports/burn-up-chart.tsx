"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Area, AreaChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";

import { useMediaQuery } from "#components/ui/use-media-query.ts";
import type { BurnUp } from "#lib/reports/contract.ts";
import {
  bandMiddles,
  burnUpPoints,
  countTicks,
  dayTicks,
  dueMarks,
  labelRows,
  spread,
  timeDomain,
  type BurnUpPoint,
} from "./burn-up-scale.ts";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { dueLine, gridColour, LABEL_PX, tick } from "./chart-style.tsx";
import { usePhaseName } from "./use-phase-name.ts";

interface BurnUpChartProps {
  burnUp: BurnUp;
  /** In pixels. */
  height: number;
  /** In pixels; as wide as its place where absent. */
  width?: number;
  /** Narrow: fewer days on the axis, labels that need more of the width. */
  compact?: boolean;
}

const RIGHT_PX = 84;
const AXIS_PX = 22;
/** Phases beyond these are drawn as one: their bands would be too thin to label. */
const BANDS = 5;
const opacities = [0.9, 0.66, 0.46, 0.3, 0.18];

/** All phases on each other: what is done by the end of each day, towards what there is to do. */
export function BurnUpChart({ burnUp, height, width, compact = false }: BurnUpChartProps) {
  const format = useFormatter();
  const t = useTranslations("reports");
  const phaseName = usePhaseName();
  const bands = toBands(burnUp, (count) => t("burnUp.otherPhases", { count }));
  const points = burnUpPoints(bands);
  const domain = timeDomain(burnUp);
  const target = bands.phases.reduce((sum, phase) => sum + phase.counting, 0);
  const marks = dueMarks(burnUp);
  const isPhone = useMediaQuery("(width < 40rem)") && !width;
  const rows = labelRows(marks, domain, compact ? 0.3 : isPhone ? 0.22 : 0.1);
  const top = 10 + Math.max(0, ...rows.map(({ row }) => row + 1)) * LABEL_PX;
  const plot = height - top - AXIS_PX;
  const y = (count: number): number => top + plot * (1 - count / Math.max(1, target));
  return (
    <div className="relative" style={{ height, width }}>
      <AreaChart
        data={points}
        {...(width ? { width } : { responsive: true, style: { width: "100%" } })}
        height={height}
        margin={{ top, right: RIGHT_PX, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke={gridColour} />
        <XAxis
          dataKey="time"
          type="number"
          domain={[domain.start, domain.end]}
          ticks={dayTicks(domain, compact || isPhone ? 4 : 8)}
          tickFormatter={(time: number) => format.dateTime(time, dayFormat)}
          height={AXIS_PX}
          {...tick}
        />
        <YAxis domain={[0, Math.max(1, target)]} ticks={countTicks(target)} width={34} {...tick} />
        {bands.phases.map((phase, index) => (
          <Area
            key={phase.id}
            stackId="done"
            type="linear"
            name={phaseName(phase.code)}
            dataKey={(point: BurnUpPoint) => point.done[index] ?? 0}
            stroke="var(--color-canvas)"
            strokeWidth={1}
            fill="var(--color-done)"
            fillOpacity={opacities[index] ?? 0.18}
            isAnimationActive={false}
            activeDot={false}
          />
        ))}
        <ReferenceLine y={target} stroke="var(--color-muted)" strokeDasharray="2 3" />
        {marks.map((mark, index) =>
          dueLine(mark, {
            ...{ row: 0, toLeft: false, ...rows[index] },
            label: t("burnUp.due", { phase: phaseName(mark.code) }),
          }),
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--color-line-strong)" }}
          content={<ChartTooltip />}
        />
      </AreaChart>
      <BandLabels bands={bands} y={y} target={target} floor={top + plot - 4} />
    </div>
  );
}

const dayFormat = { month: "short", day: "numeric", timeZone: "UTC" } as const;

/** The names of the bands at their right end, and of the line to reach. */
function BandLabels(props: {
  bands: BurnUp;
  y: (count: number) => number;
  target: number;
  floor: number;
}) {
  const { bands, y, target, floor } = props;
  const t = useTranslations("reports");
  const phaseName = usePhaseName();
  const now = bands.days.at(-1)?.done ?? bands.start;
  const middles = bandMiddles(now).map(y);
  const tops = spread([...middles, y(target)], LABEL_PX, floor);
  const left = `calc(100% - ${RIGHT_PX - 8}px)`;
  return (
    <div aria-hidden className="pointer-events-none text-xs leading-4">
      {bands.phases.map((phase, index) => (
        <span
          key={phase.id}
          className="absolute flex -translate-y-1/2 items-center gap-1 whitespace-nowrap"
          style={{ top: tops[index], left }}
        >
          <svg viewBox="0 0 8 8" className="size-2 text-done">
            <rect width="8" height="8" fill="currentColor" fillOpacity={opacities[index]} />
          </svg>
          {phaseName(phase.code)} <span className="figures text-muted">{now[index]}</span>
        </span>
      ))}
      <span
        className="absolute -translate-y-1/2 whitespace-nowrap text-muted"
        style={{ top: tops.at(-1), left }}
      >
        {t("burnUp.target", { count: target })}
      </span>
    </div>
  );
}

/** The same burn-up with the phases beyond what can be labelled as one. */
function toBands(burnUp: BurnUp, others: (count: number) => string): BurnUp {
  const { phases, start, days } = burnUp;
  if (phases.length <= BANDS) return burnUp;
  const kept = BANDS - 1;
  const sum = (from: readonly number[]): number => from.slice(kept).reduce((a, b) => a + b, 0);
  const join = (done: readonly number[]): number[] => [...done.slice(0, kept), sum(done)];
  const rest = {
    ...{ id: "rest", title: "", titleKo: null, dueAt: null },
    code: others(phases.length - kept),
    total: sum(phases.map((phase) => phase.total)),
    counting: sum(phases.map((phase) => phase.counting)),
  };
  return {
    ...burnUp,
    phases: [...phases.slice(0, kept), rest],
    start: join(start),
    days: days.map(({ day, done }) => ({ day, done: join(done) })),
  };
}
