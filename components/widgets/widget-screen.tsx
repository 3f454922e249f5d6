"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Dialog } from "#components/ui/dialog.tsx";
import type { Widget } from "#lib/widgets/contract.ts";
import type { SignalNow, WidgetSource } from "#lib/widgets/live-contract.ts";
import { AsOf } from "./as-of.tsx";
import { BrokenNote } from "./broken-note.tsx";
import { LevelNote } from "./level-note.tsx";
import { stateAt } from "./level.ts";
import { useSignalLabel } from "./signal-label.ts";
import { useAge, useLivePage, useSignal } from "./live-context.ts";
import { SamplesTable } from "./samples-table.tsx";
import { StatusHistory } from "./status-history.tsx";
import { StatusNow } from "./figure-body.tsx";
import { stretchesOf } from "./stretches.ts";
import { useFormatValue } from "./use-format-value.ts";
import { WidgetBody } from "./widget-body.tsx";
import { StateWord } from "./widget-state.tsx";
import { useWidgetTitle } from "./widget-title.ts";

interface WidgetScreenProps {
  /** Null: none is open. */
  widget: Widget | null;
  /** The choice of the range of time. */
  range: ReactNode;
  onClose: () => void;
}

/** One widget over the whole screen, with the figures behind it and the question that is asked. */
export function WidgetScreen({ widget, range, onClose }: WidgetScreenProps) {
  const common = useTranslations("common");
  const titleOf = useWidgetTitle();
  return (
    <Dialog
      open={widget !== null}
      onOpenChange={(open) => !open && onClose()}
      title={widget ? titleOf(widget) : ""}
      closeLabel={common("close")}
      size="full"
    >
      {widget && <Screen widget={widget} range={range} />}
    </Dialog>
  );
}

function Screen({ widget, range }: { widget: Widget; range: ReactNode }) {
  const page = useLivePage();
  const { signal, source } = useSignal(widget.signalId, widget.integrationId);
  const age = useAge(signal?.readAt ?? null);
  if (!signal) return null;
  const state = stateAt(signal, age);
  const stretches = widget.kind === "status" ? stretchesOf(widget, signal, page) : [];
  const kind = kindOnScreen(widget, signal);
  const drawn = kind === "series" && stretches.length === 0;
  return (
    <div className="flex h-full min-h-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Now widget={widget} signal={signal} state={state} />
        <StateWord state={state} />
        <span className="text-xs text-muted">
          {signal.readAt && age !== null && <AsOf at={signal.readAt} age={age} />}
        </span>
        {(drawn || stretches.length > 0) && <div className="sm:ml-auto">{range}</div>}
      </div>
      {state === "broken" && (
        <div className="shrink-0">
          <BrokenNote widget={widget} signal={signal} full />
        </div>
      )}
      {stretches.length > 0 ? (
        <StatusHistory {...{ widget, stretches, page }} stale={state !== "fresh"} />
      ) : (
        <div className="min-h-64 flex-1">
          {/* What was read before it broke is still there to look at. */}
          <WidgetBody
            widget={{ ...widget, kind }}
            signal={signal}
            state={state === "broken" ? "stale" : state}
          />
        </div>
      )}
      {drawn && <SamplesTable widget={widget} signal={signal} />}
      <Question widget={widget} signal={signal} source={source} />
    </div>
  );
}

/** A figure has room for its history here; a status that is made of lines, for these. */
function kindOnScreen({ kind }: Widget, { lines, rows }: SignalNow): Widget["kind"] {
  if (kind === "status") return lines.length === 0 && rows.length > 0 ? "table" : "series";
  return kind === "number" ? "series" : kind;
}

/** What it says now, and how that stands. */
function Now(props: { widget: Widget; signal: SignalNow; state: SignalNow["state"] }) {
  const { widget, signal, state } = props;
  const write = useFormatValue();
  if (widget.kind === "status" && state !== "waiting") {
    return <StatusNow widget={widget} signal={signal} stale={state !== "fresh"} />;
  }
  if (signal.value === null) return null;
  return (
    <>
      <span className={clsx("figures text-2xl font-medium", state !== "fresh" && "text-muted")}>
        {write(signal.value, widget.unit)}
      </span>
      <LevelNote widget={widget} value={signal.value} />
    </>
  );
}

/** What is asked, of whom, how often. */
function Question(props: { widget: Widget; signal: SignalNow; source: WidgetSource | undefined }) {
  const { widget, signal, source } = props;
  const t = useTranslations("widgets");
  const label = useSignalLabel();
  const params = Object.entries(widget.params).map(([name, value]) => `${name}: ${said(value)}`);
  return (
    <p className="text-xs text-muted">
      {t("question", { source: source?.name ?? "", seconds: signal.intervalSeconds })}{" "}
      <code className="font-mono break-all">{[label(widget.signal), ...params].join(" · ")}</code>
    </p>
  );
}

const said = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);
