"use client";

import { useFormatter, useTranslations } from "next-intl";

import { Cell, HeaderCell, Row, Table } from "#components/ui/table.tsx";
import type { Widget } from "#lib/widgets/contract.ts";
import type { SignalNow } from "#lib/widgets/live-contract.ts";
import { chartPoints, drawnLines } from "./chart-points.ts";
import { useFormatValue } from "./use-format-value.ts";

/** The figures behind a chart, latest first, folded until asked for. */
export function SamplesTable({ widget, signal }: { widget: Widget; signal: SignalNow }) {
  const t = useTranslations("widgets");
  const format = useFormatter();
  const write = useFormatValue();
  const lines = drawnLines(signal.lines);
  const points = chartPoints(lines, Number.POSITIVE_INFINITY);
  if (points.length === 0) return null;
  const alone = lines.length === 1;
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm py-1 text-muted hover:text-ink pointer-coarse:py-3">
        {t("table.show")}
      </summary>
      <div className="mt-1 max-h-72 overflow-y-auto">
        <Table label={t("table.show")}>
          <thead>
            <tr>
              <HeaderCell>{t("table.time")}</HeaderCell>
              {lines.map(({ name }) => (
                <HeaderCell key={name} numeric>
                  {name || t("table.mean")}
                </HeaderCell>
              ))}
              {alone && <HeaderCell numeric>{t("table.lowest")}</HeaderCell>}
              {alone && <HeaderCell numeric>{t("table.highest")}</HeaderCell>}
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map(({ time, means, spread }) => (
              <Row key={time}>
                <Cell className="h-7! whitespace-nowrap">{format.dateTime(time, "short")}</Cell>
                {lines.map(({ name }, index) => (
                  <Cell key={name} numeric className="h-7!">
                    {write(means[index] ?? null, widget.unit)}
                  </Cell>
                ))}
                {alone &&
                  [0, 1].map((end) => (
                    <Cell key={end} numeric className="h-7!">
                      {write(spread?.[end] ?? null, widget.unit)}
                    </Cell>
                  ))}
              </Row>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}
