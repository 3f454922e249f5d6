"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";

import { Skeleton } from "#components/ui/skeleton.tsx";
import { drawnLines } from "./chart-points.ts";
import type { SeriesChartProps } from "./series-chart.tsx";
import { useFormatValue } from "./use-format-value.ts";
import { useWidgetTitle } from "./widget-title.ts";

// The charts' library weighs more than the page: it comes after it.
const SeriesChart = dynamic(async () => (await import("./series-chart.tsx")).SeriesChart, {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

/** A chart with its summary for those who do not see it; its figures stand in the table. */
export function LazyChart(props: SeriesChartProps) {
  const t = useTranslations("widgets");
  const titleOf = useWidgetTitle();
  const write = useFormatValue();
  const { widget, signal, page } = props;
  const lines = drawnLines(signal.lines);
  if (lines.length === 0) return <p className="text-sm text-muted">{t("noSamples")}</p>;
  const values = lines.flatMap(({ points }) => points.flatMap(([, , low, high]) => [low, high]));
  const label = t("chart", {
    title: titleOf(widget),
    range: t(`range.${page.range}`),
    lines: lines.length,
    low: write(Math.min(...values), widget.unit),
    high: write(Math.max(...values), widget.unit),
    now: write(signal.value ?? lines[0]?.points.at(-1)?.[1] ?? null, widget.unit),
  });
  return (
    <div role="img" aria-label={label} className="h-full min-h-0">
      <SeriesChart {...props} />
    </div>
  );
}
