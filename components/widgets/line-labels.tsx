"use client";

import type { WidgetUnit } from "#lib/widgets/choices.ts";
import type { SignalNow } from "#lib/widgets/live-contract.ts";
import { pushedApart } from "./chart-points.ts";
import { lineStyle } from "./line-style.ts";
import { useFormatValue } from "./use-format-value.ts";

/** The room at the right of a chart that names take, in pixels. */
export const labelRoom = (width: number): number =>
  Math.round(Math.min(220, Math.max(112, width * 0.28)));

const SIZE = 16;

interface LineLabelsProps {
  lines: SignalNow["lines"];
  unit: WidgetUnit;
  y: (value: number) => number;
  floor: number;
  /** From `labelRoom`. */
  room: number;
}

/** The names of lines where they end, as many as there is room for; the table has all. */
export function LineLabels({ lines, unit, y, floor, room }: LineLabelsProps) {
  const write = useFormatValue();
  const most = Math.max(1, Math.floor(floor / SIZE));
  const named = lines
    .map((line, index) => ({ ...line, index, last: line.points.at(-1)?.[1] ?? 0 }))
    .sort((a, b) => b.last - a.last)
    .slice(0, most);
  const places = pushedApart(
    named.map(({ last }) => y(last)),
    SIZE,
    floor - SIZE / 2,
  );
  return (
    <ul aria-hidden className="pointer-events-none text-xs leading-4">
      {named.map(({ name, index, last }, place) => (
        <li
          key={name}
          className="absolute flex -translate-y-1/2 items-center gap-1.5 whitespace-nowrap"
          style={{
            top: places[place],
            left: `calc(100% - ${room - 6}px)`,
            width: room - 6,
          }}
        >
          <svg viewBox="0 0 14 4" className="h-1 w-3.5 shrink-0">
            <path d="M0 2h14" {...lineStyle(index)} />
          </svg>
          <span className="min-w-0 truncate">{name}</span>
          <span className="figures ml-auto text-muted">{write(last, unit)}</span>
        </li>
      ))}
    </ul>
  );
}
