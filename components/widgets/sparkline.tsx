import type { ChartPoint } from "./chart-points.ts";

const WIDTH = 240;
const HEIGHT = 36;
const EDGE = 2;

interface SparklineProps {
  points: readonly ChartPoint[];
  /** Old figures are dashed. */
  stale: boolean;
}

/** The shape of a range in a line's height; the figures themselves stand elsewhere. */
export function Sparkline({ points, stale }: SparklineProps) {
  const known = points.filter((point) => point.means[0] != null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last) return null;
  const values = known.map(({ means }) => means[0] ?? 0);
  const low = Math.min(...values);
  const spread = Math.max(...values) - low;
  const x = (time: number) => ((time - first.time) / (last.time - first.time)) * (WIDTH - 2 * EDGE);
  // A line that does not move stands in the middle.
  const y = (value: number) =>
    spread === 0 ? HEIGHT / 2 : HEIGHT - EDGE - ((value - low) / spread) * (HEIGHT - 2 * EDGE);
  const path = points
    .map(({ time, means: [value] }, index) =>
      value == null
        ? ""
        : `${points[index - 1]?.means[0] == null ? "M" : "L"}${round(EDGE + x(time))} ${round(y(value))}`,
    )
    .join("");
  const end = y(last.means[0] ?? 0);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
      className="h-full w-full overflow-visible text-accent-ink"
    >
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeDasharray={stale ? "3 3" : undefined}
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={`M${WIDTH - EDGE} ${round(end)}h.01`}
        stroke="currentColor"
        strokeWidth="5"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;
