"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";

import { StateMark } from "#components/ui/state-mark.tsx";
import type { Widget } from "#lib/widgets/contract.ts";
import type { SignalNow } from "#lib/widgets/live-contract.ts";
import { chartPoints, gapOf, valueLine } from "./chart-points.ts";
import { levelOf, markOf, worstOf } from "./level.ts";
import { LevelNote } from "./level-note.tsx";
import { useLivePage } from "./live-context.ts";
import { Sparkline } from "./sparkline.tsx";
import { StatusBand } from "./status-band.tsx";
import { spanOf, stretchesOf } from "./stretches.ts";
import { useFormatValue } from "./use-format-value.ts";

interface BodyProps {
  widget: Widget;
  signal: SignalNow;
  stale: boolean;
}

/** A number, how it stands, and the shape of the range. */
export function NumberBody({ widget, signal, stale }: BodyProps) {
  const write = useFormatValue();
  const { bucketSeconds } = useLivePage();
  const line = valueLine(signal.lines);
  const points = line ? chartPoints([line], gapOf(bucketSeconds, signal.intervalSeconds)) : [];
  return (
    <div className="flex h-full min-h-0 flex-col">
      <p className={clsx("figures text-2xl font-medium", stale && "text-muted")}>
        {write(signal.value, widget.unit)}
      </p>
      <LevelNote widget={widget} value={signal.value} />
      <div className="mt-auto h-8 min-h-0 shrink">
        <Sparkline points={points} stale={stale} />
      </div>
    </div>
  );
}

/** One word for how it stands, and how it stood over the range. */
export function StatusBody({ widget, signal, stale }: BodyProps) {
  const page = useLivePage();
  const stretches = stretchesOf(widget, signal, page);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <StatusNow widget={widget} signal={signal} stale={stale} />
      {stretches.length > 0 && (
        <div className="mt-auto h-4 min-h-0 shrink">
          <StatusBand stretches={stretches} span={spanOf(page)} stale={stale} />
        </div>
      )}
    </div>
  );
}

/** One word for how it stands, with the value beside. */
export function StatusNow({ widget, signal, stale }: BodyProps) {
  const t = useTranslations("widgets");
  const write = useFormatValue();
  const state = levelOf(widget, signal.value) ?? worstOf(signal.rows);
  return (
    <div className="flex flex-col gap-1">
      <p className={clsx("flex items-center gap-2.5 text-xl font-medium", stale && "text-muted")}>
        {state && <StateMark state={markOf[state]} className="size-6" />}
        {state ? t(`level.${state}`) : write(signal.value, widget.unit)}
      </p>
      {/* A bare number, such as 1 for "up", says no more than the word. */}
      {state && widget.unit !== "" && (
        <>
          <p className="figures text-lg text-muted">{write(signal.value, widget.unit)}</p>
          <LevelNote widget={widget} value={signal.value} />
        </>
      )}
    </div>
  );
}
