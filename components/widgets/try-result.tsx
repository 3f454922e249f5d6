"use client";

import { useTranslations } from "next-intl";

import { StateMark } from "#components/ui/state-mark.tsx";
import type { WidgetUnit } from "#lib/widgets/choices.ts";
import { ListBody } from "./rows-body.tsx";
import type { Tried } from "./use-write-widgets.ts";
import { useFormatValue } from "./use-format-value.ts";

/** What a signal said when it was tried, or why it said nothing. */
export function TryResult({ tried, unit }: { tried: Tried; unit: WidgetUnit }) {
  const t = useTranslations("widgets");
  const write = useFormatValue();
  const { value, series, rows, reason, detail, milliseconds } = tried;
  return (
    <div className="rounded-md bg-sunken px-3 py-2 text-sm">
      <p className="flex items-start gap-1.5">
        <StateMark state={reason ? "fail" : "done"} className="mt-0.5 size-3.5" />
        {reason ? t(`broken.${reason}`) : t("try.answered", { milliseconds })}
      </p>
      {detail && (
        <p className="mt-1 font-mono text-xs break-words whitespace-pre-wrap text-muted">
          {detail}
        </p>
      )}
      {value !== null && <p className="figures mt-1 text-xl font-medium">{write(value, unit)}</p>}
      {!reason && value === null && series.length + rows.length === 0 && (
        <p className="mt-1 text-xs text-muted">{t("try.nothing")}</p>
      )}
      {series.length > 0 && (
        <dl className="mt-1 grid max-h-40 grid-cols-[minmax(0,1fr)_auto] gap-x-4 overflow-y-auto text-xs">
          {series.map((line) => (
            <div key={line.name} className="contents">
              <dt className="break-words">{line.name}</dt>
              <dd className="figures text-right">{write(line.value, unit)}</dd>
            </div>
          ))}
        </dl>
      )}
      {rows.length > 0 && (
        <div className="max-h-48">
          <ListBody title={t("try.rows")} rows={rows.slice(0, 5)} />
        </div>
      )}
    </div>
  );
}
