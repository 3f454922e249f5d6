"use client";

import { Check, LayoutGrid, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { DEFAULT_RANGE, widgetRanges } from "#lib/widgets/choices.ts";
import type { Widget } from "#lib/widgets/contract.ts";
import type { LiveWidgets } from "#lib/widgets/live-contract.ts";
import { cellStyle, gridStyle } from "./cell.ts";
import { LiveContext } from "./live-context.ts";
import { RangeChoice } from "./range-choice.tsx";
import { useWriteWidgets } from "./use-write-widgets.ts";
import { WidgetCard } from "./widget-card.tsx";
import { WidgetMenu } from "./widget-menu.tsx";
import { WidgetScreen } from "./widget-screen.tsx";
import { useWidgetTitle } from "./widget-title.ts";

// What changes the page comes when somebody changes it.
const ArrangeGrid = dynamic(async () => (await import("./arrange-grid.tsx")).ArrangeGrid, {
  ssr: false,
});
const AddWidgetDialog = dynamic(
  async () => (await import("./add-widget-dialog.tsx")).AddWidgetDialog,
  { ssr: false },
);
const EditWidgetDialog = dynamic(
  async () => (await import("./edit-widget-dialog.tsx")).EditWidgetDialog,
  { ssr: false },
);

/** The range of time in the page's address. */
export const useRange = () =>
  useQueryState("range", parseAsStringLiteral(widgetRanges).withDefault(DEFAULT_RANGE));

interface LiveViewProps {
  projectId: string;
  slug: string;
  page: LiveWidgets;
  /** When this browser got it, in milliseconds since 1970. */
  arrivedAt: number;
  /** Whether the reader may add and change widgets. */
  mayManage: boolean;
}

/** All widgets of a project in their grid, and what can be done with them. */
export function LiveView({ projectId, slug, page, arrivedAt, mayManage }: LiveViewProps) {
  const t = useTranslations("widgets");
  const [adding, setAdding] = useState<boolean | null>(null);
  const isEmpty = page.widgets.length === 0;
  return (
    <LiveContext value={{ page, arrivedAt }}>
      {isEmpty ? (
        <EmptyState
          action={
            mayManage && (
              <Button variant="primary" onClick={() => setAdding(true)}>
                {t("empty.add")}
              </Button>
            )
          }
        >
          {t("empty.text")}
        </EmptyState>
      ) : (
        <Filled {...{ projectId, slug, page, mayManage }} onAdd={() => setAdding(true)} />
      )}
      {adding !== null && (
        <AddWidgetDialog
          projectId={projectId}
          slug={slug}
          open={adding}
          onClose={() => setAdding(false)}
        />
      )}
    </LiveContext>
  );
}

function Filled(props: Omit<LiveViewProps, "arrivedAt"> & { onAdd: () => void }) {
  const { projectId, slug, page, mayManage, onAdd } = props;
  const t = useTranslations("widgets");
  const titleOf = useWidgetTitle();
  const [range, setRange] = useRange();
  const [opened, setOpened] = useQueryState("widget", parseAsString);
  const [arranging, setArranging] = useState(false);
  const [edited, setEdited] = useState<string | null>(null);
  const { place, move, remove } = useWriteWidgets(projectId);
  const find = (id: string | null) => page.widgets.find((widget) => widget.id === id) ?? null;
  const open = (id: string) => void setOpened(id);
  const choice = <RangeChoice range={range} onChange={(next) => void setRange(next)} />;
  const menu = (widget: Widget) => (
    <WidgetMenu
      widget={widget}
      onOpen={open}
      onEdit={({ id }) => setEdited(id)}
      onOverview={({ id, onOverview }) => place.mutate({ id, onOverview: !onOverview })}
      onRemove={(gone) => remove.mutate({ id: gone.id, title: titleOf(gone) })}
    />
  );
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        {choice}
        {mayManage && (
          <div className="ml-auto flex gap-2">
            <Button aria-pressed={arranging} onClick={() => setArranging(!arranging)}>
              {arranging ? (
                <Check aria-hidden className="size-4" />
              ) : (
                <LayoutGrid aria-hidden className="size-4" />
              )}
              {t(arranging ? "arrange.done" : "arrange.start")}
            </Button>
            <Button variant="primary" onClick={onAdd}>
              <Plus aria-hidden className="size-4" />
              {t("add.button")}
            </Button>
          </div>
        )}
      </div>
      {arranging ? (
        <ArrangeGrid
          widgets={page.widgets}
          onMove={(id, afterId) => move.mutate({ id, afterId })}
          onResize={(id, size) => place.mutate({ id, ...size })}
          render={(widget, buttons) => (
            <WidgetCard slug={slug} widget={widget} onOpen={open} actions={buttons} arranged />
          )}
        />
      ) : (
        <ul className={gridStyle}>
          {page.widgets.map((widget) => (
            <li key={widget.id} className={cellStyle(widget)}>
              <WidgetCard
                slug={slug}
                widget={widget}
                onOpen={open}
                actions={mayManage && menu(widget)}
              />
            </li>
          ))}
        </ul>
      )}
      <WidgetScreen widget={find(opened)} range={choice} onClose={() => void setOpened(null)} />
      {edited !== null && (
        <EditWidgetDialog
          projectId={projectId}
          widget={find(edited)}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
