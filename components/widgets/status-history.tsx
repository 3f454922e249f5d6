"use client";

import { useFormatter, useTimeZone, useTranslations } from "next-intl";

import { StateMark } from "#components/ui/state-mark.tsx";
import { Cell, HeaderCell, Row, Table } from "#components/ui/table.tsx";
import type { Widget } from "#lib/widgets/contract.ts";
import type { LiveWidgets } from "#lib/widgets/live-contract.ts";
import { timeTicks } from "./chart-points.ts";
import { offsetOf } from "./chart-scale.ts";
import { markOf } from "./level.ts";
import { StatusBand } from "./status-band.tsx";
import { spanOf, type Stretch } from "./stretches.ts";
import { useFormatValue } from "./use-format-value.ts";
import { useSize } from "./use-size.ts";
import { useWidgetTitle } from "./widget-title.ts";

interface StatusHistoryProps {
  widget: Widget;
  stretches: readonly Stretch[];
  page: LiveWidgets;
  stale: boolean;
}

const LABEL_PX = 92;
const TICK_PX = 84;
const DAY_MS = 86_400_000;

/** How a status stood over the range: a band with its times, and its stretches as a table. */
export function StatusHistory({ widget, stretches, page, stale }: StatusHistoryProps) {
  const t = useTranslations("widgets");
  const titleOf = useWidgetTitle();
  const [measure, size] = useSize();
  const span = spanOf(page);
  const times = (level: Stretch["level"]) =>
    stretches.filter((each) => each.level === level).length;
  const label = t("history.band", {
    title: titleOf(widget),
    range: t(`range.${page.range}`),
    ...{ fail: times("fail"), warn: times("warn") },
  });
  return (
    <div className="space-y-4">
      <div ref={measure} role="img" aria-label={label}>
        <div className="h-16">
          <StatusBand stretches={stretches} span={span} stale={stale} />
        </div>
        {size && <Labels stretches={stretches} span={span} width={size.width} />}
        {size && <Times span={span} width={size.width} />}
      </div>
      <p className="text-xs text-muted">{t("history.worst")}</p>
      <StretchTable widget={widget} stretches={stretches} />
    </div>
  );
}

type Span = { first: number; last: number };

/** The word of each stretch that is wide enough for it; the others stand in the table. */
function Labels(props: { stretches: readonly Stretch[]; span: Span; width: number }) {
  const { stretches, span, width } = props;
  const t = useTranslations("widgets");
  const x = (time: number) => ((time - span.first) / (span.last - span.first)) * width;
  return (
    <div aria-hidden className="relative mt-1 h-5 text-xs">
      {stretches.map(
        ({ from, until, level }) =>
          x(until) - x(from) >= LABEL_PX && (
            <span
              key={from}
              style={{ left: x(from), width: x(until) - x(from) }}
              className="absolute flex items-center gap-1.5 overflow-hidden whitespace-nowrap"
            >
              <StateMark state={markOf[level ?? "unknown"]} className="size-3.5" />
              {t(level ? `level.${level}` : "history.notRead")}
            </span>
          ),
      )}
    </div>
  );
}

function Times({ span: { first, last }, width }: { span: Span; width: number }) {
  const format = useFormatter();
  const zone = useTimeZone() ?? "UTC";
  const ticks = timeTicks(
    first,
    last,
    Math.max(2, Math.floor(width / TICK_PX)),
    offsetOf(first, zone),
  );
  const look = last - first > 1.5 * DAY_MS ? DAY : HOUR;
  return (
    <div
      aria-hidden
      className="relative h-5 overflow-hidden border-t border-line text-xs text-muted"
    >
      {ticks.map((tick) => {
        const x = ((tick - first) / (last - first)) * width;
        // What would be cut off at an edge is left out.
        if (x < TICK_PX / 4 || x > width - TICK_PX / 4) return null;
        return (
          <span
            key={tick}
            style={{ left: x }}
            className="absolute -translate-x-1/2 whitespace-nowrap"
          >
            {format.dateTime(tick, look)}
          </span>
        );
      })}
    </div>
  );
}

/** The stretches, the latest first. */
function StretchTable({ widget, stretches }: Pick<StatusHistoryProps, "widget" | "stretches">) {
  const t = useTranslations("widgets");
  const format = useFormatter();
  const write = useFormatValue();
  return (
    <Table label={t("history.table")}>
      <thead>
        <tr>
          <HeaderCell>{t("rows.state")}</HeaderCell>
          <HeaderCell>{t("history.from")}</HeaderCell>
          <HeaderCell>{t("history.until")}</HeaderCell>
          <HeaderCell numeric>{t("table.lowest")}</HeaderCell>
          <HeaderCell numeric>{t("table.highest")}</HeaderCell>
        </tr>
      </thead>
      <tbody>
        {stretches.toReversed().map(({ from, until, level, lowest, highest }) => (
          <Row key={from}>
            <Cell className="whitespace-nowrap">
              <span className="flex items-center gap-1.5">
                <StateMark state={markOf[level ?? "unknown"]} className="size-3.5" />
                {t(level ? `level.${level}` : "history.notRead")}
              </span>
            </Cell>
            <Cell className="whitespace-nowrap">{format.dateTime(from, "short")}</Cell>
            <Cell className="whitespace-nowrap">{format.dateTime(until, "short")}</Cell>
            <Cell numeric>{write(lowest, widget.unit)}</Cell>
            <Cell numeric>{write(highest, widget.unit)}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

const HOUR = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const DAY = { month: "short", day: "numeric" } as const;
