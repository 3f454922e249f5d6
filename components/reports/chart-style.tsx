import { ReferenceLine } from "recharts";

import type { DueMark } from "./burn-up-scale.ts";

/** The height of a line of labels. */
export const LABEL_PX = 15;

export const gridColour = "var(--color-line)";

/** How the axes of all charts look. */
export const tick = {
  axisLine: false,
  tickLine: false,
  tick: { fill: "var(--color-muted)", fontSize: 12 },
  interval: 0,
} as const;

interface DueLineOptions {
  label: string;
  /** From `labelRows`. */
  row: number;
  toLeft: boolean;
}

/** A line where a phase's clock runs out, with its name beside it. */
export function dueLine(mark: DueMark, { label, row, toLeft }: DueLineOptions) {
  const { code, time, late } = mark;
  const colour = late ? "var(--color-fail)" : "var(--color-muted)";
  return (
    <ReferenceLine
      key={code}
      x={time}
      stroke={colour}
      strokeDasharray="4 3"
      label={{
        value: label,
        position: toLeft ? "insideTopRight" : "insideTopLeft",
        fill: colour,
        fontSize: 12,
        dy: -19 - LABEL_PX * row,
        dx: toLeft ? 5 : -5,
      }}
    />
  );
}
