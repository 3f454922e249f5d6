"use client";

import { useTranslations } from "next-intl";

import type { Widget } from "#lib/widgets/contract.ts";
import type { SignalNow } from "#lib/widgets/live-contract.ts";
import { BrokenNote } from "./broken-note.tsx";
import { NumberBody, StatusBody } from "./figure-body.tsx";
import { LazyChart } from "./lazy-chart.tsx";
import { useLivePage } from "./live-context.ts";
import { ListBody, TableBody } from "./rows-body.tsx";
import { useWidgetTitle } from "./widget-title.ts";

interface WidgetBodyProps {
  widget: Widget;
  signal: SignalNow;
  state: SignalNow["state"];
}

/** What a widget shows, by its kind and by how its signal is. */
export function WidgetBody({ widget, signal, state }: WidgetBodyProps) {
  const t = useTranslations("widgets");
  const page = useLivePage();
  const titleOf = useWidgetTitle();
  if (state === "waiting") return <p className="text-sm text-muted">{t("waiting")}</p>;
  if (state === "broken") return <BrokenNote widget={widget} signal={signal} />;
  const stale = state === "stale";
  switch (widget.kind) {
    case "status":
      return <StatusBody widget={widget} signal={signal} stale={stale} />;
    case "number":
      return <NumberBody widget={widget} signal={signal} stale={stale} />;
    case "series":
      return <LazyChart widget={widget} signal={signal} page={page} stale={stale} />;
    case "table":
      return <TableBody title={titleOf(widget)} rows={signal.rows} />;
    case "list":
      return <ListBody title={titleOf(widget)} rows={signal.rows} />;
  }
}
