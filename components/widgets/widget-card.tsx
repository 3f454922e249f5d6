"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId, type ReactNode } from "react";

import type { Widget } from "#lib/widgets/contract.ts";
import type { WidgetSource } from "#lib/widgets/live-contract.ts";
import { AsOf } from "./as-of.tsx";
import { stateAt } from "./level.ts";
import { integrationHref } from "./links.ts";
import { useAge, useSignal } from "./live-context.ts";
import { WidgetBody } from "./widget-body.tsx";
import { StateWord } from "./widget-state.tsx";
import { useWidgetTitle } from "./widget-title.ts";

interface WidgetCardProps {
  slug: string;
  widget: Widget;
  /** Opens it alone, over the whole screen. */
  onOpen: (id: string) => void;
  /** The menu, or what stands in its place while widgets are arranged. */
  actions?: ReactNode;
  /** While widgets are arranged, their buttons need the room of the state's word; the outline tells. */
  arranged?: boolean;
}

/** One widget: what it is, what it says, how old that is and from where. */
export function WidgetCard({ slug, widget, onOpen, actions, arranged = false }: WidgetCardProps) {
  const t = useTranslations("widgets");
  const id = useId();
  const title = useWidgetTitle()(widget);
  const { signal, source } = useSignal(widget.signalId, widget.integrationId);
  const age = useAge(signal?.readAt ?? null);
  if (!signal) return null;
  const state = stateAt(signal, age);
  return (
    <article
      aria-labelledby={id}
      className={clsx(
        "flex h-full min-h-0 min-w-0 flex-col rounded-md border bg-canvas px-3 pt-2 pb-1.5",
        state === "stale" && "border-dashed border-stale",
        state === "broken" && "border-fail",
        (state === "fresh" || state === "waiting") && "border-line",
      )}
    >
      <header className="flex min-h-7 items-center gap-2">
        <h2 id={id} className="min-w-0 flex-1 text-sm">
          <button
            type="button"
            onClick={() => onOpen(widget.id)}
            data-tooltip={t("open")}
            className="block min-h-6 max-w-full truncate rounded-sm text-left font-medium underline-offset-4 hover:underline pointer-coarse:min-h-11"
          >
            {title}
          </button>
        </h2>
        {!arranged && <StateWord state={state} />}
        {actions}
      </header>
      <div className="min-h-0 flex-1 pt-0.5 pb-1">
        <WidgetBody widget={widget} signal={signal} state={state} />
      </div>
      <footer className="flex min-w-0 items-center justify-between gap-2 text-xs text-muted">
        <span className="shrink-0">
          {signal.readAt && age !== null && <AsOf at={signal.readAt} age={age} />}
        </span>
        {source && <Source slug={slug} source={source} />}
      </footer>
    </article>
  );
}

/** The integration that is asked, and whether it is. */
function Source({ slug, source }: { slug: string; source: WidgetSource }) {
  const t = useTranslations("widgets");
  if (source.state === "removed") return <span className="truncate">{source.name}</span>;
  return (
    <Link
      href={integrationHref(slug, source.id)}
      className="inline-flex min-w-0 items-center rounded-sm underline decoration-line-strong underline-offset-4 hover:text-ink pointer-coarse:min-h-11"
    >
      <span className="truncate">
        {source.state === "working"
          ? source.name
          : t(`source.${source.state}`, { name: source.name })}
      </span>
    </Link>
  );
}
