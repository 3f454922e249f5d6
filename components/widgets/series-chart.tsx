"use client";

import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";

import type { Widget } from "#lib/widgets/contract.ts";
import type { LiveWidgets, SignalNow } from "#lib/widgets/live-contract.ts";
import { chartPoints, drawnLines, gapOf, timeTicks, type ChartPoint } from "./chart-points.ts";
import { labelRoom, LineLabels } from "./line-labels.tsx";
import { lineStyle } from "./line-style.ts";
import { SeriesTooltip } from "./series-tooltip.tsx";
import { useFormatValue } from "./use-format-value.ts";
import { useSize } from "./use-size.ts";
import { chartScale, offsetOf } from "./chart-scale.ts";

export interface SeriesChartProps {
  widget: Widget;
  signal: SignalNow;
  page: LiveWidgets;
  stale: boolean;
}

const TOP = 8;
const AXIS = 22;
const LABEL_PX = 16;
const TICK_PX = 84;
const axis = {
  axisLine: false,
  tickLine: false,
  tick: { fill: "var(--color-muted)", fontSize: 12 },
} as const;

/** The lines of a signal over the range, each named at its end, with the thresholds. */
export function SeriesChart({ widget, signal, page, stale }: SeriesChartProps) {
  const [measure, size] = useSize();
  return (
    <div ref={measure} className="relative h-full min-h-0 w-full overflow-hidden">
      {size && size.width > 0 && <Drawn {...{ widget, signal, page, stale }} {...size} />}
    </div>
  );
}

function Drawn(props: SeriesChartProps & { width: number; height: number }) {
  const { widget, signal, page, stale, width, height } = props;
  const t = useTranslations("widgets");
  const format = useFormatter();
  const write = useFormatValue();
  const zone = useTimeZone() ?? "UTC";
  const lines = drawnLines(signal.lines);
  const points = chartPoints(lines, gapOf(page.bucketSeconds, signal.intervalSeconds));
  const { first, last, ticks: levels } = chartScale(page, points, widget, height < 200 ? 3 : 5);
  const [low, high] = [levels[0] ?? 0, levels.at(-1) ?? 1];
  // What decides the unit of everything beside the lines.
  const size = Math.max(high, -low);
  const right = lines.length > 1 ? labelRoom(width) : 12;
  const ticks = timeTicks(
    first,
    last,
    Math.max(2, Math.floor((width - right) / TICK_PX)),
    offsetOf(first, zone),
  );
  const isLong = last - first > 36 * 3_600_000;
  const roomOver = (value: number) => ((high - value) / (high - low)) * (height - TOP - AXIS) + TOP;
  const limit = (at: number | null, level: "warn" | "fail") =>
    at !== null &&
    threshold({
      at,
      level,
      text: `${t(`level.${level}`)} ${write(at, widget.unit, size)}`,
      isTight: roomOver(at) < LABEL_PX,
    });
  return (
    <>
      <ComposedChart
        data={points}
        width={width}
        height={height}
        margin={{ top: TOP, right, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis
          dataKey="time"
          type="number"
          scale="time"
          domain={[first, last]}
          ticks={ticks}
          interval={0}
          height={AXIS}
          tickFormatter={(time: number) => format.dateTime(time, isLong ? DAY : HOUR)}
          {...axis}
        />
        <YAxis
          domain={[low, high]}
          width={58}
          ticks={levels}
          interval={0}
          tickFormatter={(value: number) => write(value, widget.unit, size)}
          {...axis}
        />
        {lines.length === 1 && (
          <Area
            dataKey={(point: ChartPoint) => point.spread}
            stroke="none"
            fill="var(--color-accent)"
            fillOpacity={0.14}
            isAnimationActive={false}
            activeDot={false}
          />
        )}
        {limit(widget.warnAt, "warn")}
        {limit(widget.failAt, "fail")}
        {lines.map((line, index) => (
          <Line
            key={line.name}
            type="linear"
            name={line.name}
            dataKey={(point: ChartPoint) => point.means[index]}
            {...lineStyle(index)}
            strokeOpacity={stale ? 0.55 : 1}
            dot={false}
            activeDot={{ r: 3 }}
            isAnimationActive={false}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--color-line-strong)" }}
          content={<SeriesTooltip lines={lines} unit={widget.unit} />}
        />
      </ComposedChart>
      {lines.length > 1 && (
        <LineLabels
          lines={lines}
          unit={widget.unit}
          y={(value) => TOP + (height - TOP - AXIS) * (1 - (value - low) / (high - low))}
          floor={height - AXIS}
          room={right}
        />
      )}
    </>
  );
}

type Threshold = { at: number; level: "warn" | "fail"; text: string; isTight: boolean };

/** A line at a threshold, with its words at the end that is for its level. */
function threshold({ at, level, text, isTight }: Threshold) {
  const color = level === "warn" ? "var(--color-stale)" : "var(--color-fail)";
  // Under the line where there is no room over it.
  const side = isTight ? "insideTop" : "insideBottom";
  return (
    <ReferenceLine
      y={at}
      stroke={color}
      strokeDasharray={level === "warn" ? "6 3" : "2 3"}
      label={{
        value: text,
        position: `${side}${level === "warn" ? "Left" : "Right"}`,
        fill: color,
        fontSize: 12,
        offset: 3,
      }}
    />
  );
}

const HOUR = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const DAY = { month: "short", day: "numeric" } as const;
