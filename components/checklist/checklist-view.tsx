"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, type ReactNode } from "react";

import { useCurrentTime } from "#components/ui/use-current-time.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { ChecklistGrid } from "./checklist-grid.tsx";
import { ChecklistFailure, ChecklistSkeleton } from "./checklist-states.tsx";
import { useChecklistState, useChecklistStore } from "./checklist-store.ts";
import { useEnvironment, useRights } from "./environment.ts";
import { FilterBar, SEARCH_ID } from "./filter-bar.tsx";
import { filterItems } from "./filters.ts";
import { countByHeading, flatten } from "./outline.ts";
import { useChecklistCommands } from "./use-checklist-commands.tsx";
import { useChecklistEvents, type FollowProject } from "./use-checklist-events.ts";
import { useChecklistKeys } from "./use-checklist-keys.ts";
import { useCollapsed } from "./use-collapsed.ts";
import { useFilters } from "./use-filters.ts";
import { useHeadings, useItems } from "./use-items.ts";
import { useOpenedItem } from "./use-opened-item.ts";

const ItemPanel = dynamic(async () => (await import("./item-panel.tsx")).ItemPanel, { ssr: false });
const ItemEditor = dynamic(async () => (await import("./item-editor.tsx")).ItemEditor, {
  ssr: false,
});
const NothingFound = dynamic(async () => (await import("./nothing-found.tsx")).NothingFound);
const BulkBar = dynamic(async () => (await import("./bulk-bar.tsx")).BulkBar, { ssr: false });

interface ChecklistViewProps {
  startAt: string;
  follow: FollowProject;
  offline: boolean;
  verification: ((item: Item) => ReactNode) | undefined;
  history: ((item: Item) => ReactNode) | undefined;
}

/** The list with its bars and panels. */
export function ChecklistView({
  startAt,
  follow,
  offline,
  verification,
  history,
}: ChecklistViewProps) {
  const t = useTranslations("checklist");
  const { projectId } = useEnvironment();
  const now = useCurrentTime();
  const bar = useRef<HTMLDivElement>(null);
  const headings = useHeadings(projectId);
  const { items, revision, complete, error, retry } = useItems(projectId);
  const { filters, active, set, clear } = useFilters();
  const opened = useOpenedItem(items);
  const collapsed = useCollapsed(projectId);
  useChecklistEvents(follow, revision);

  const { rows, counts, shown } = useRows({ filters, headings, items, now, collapsed });
  useChecklistKeys({
    items,
    openedId: opened.item?.id ?? null,
    onOpen: opened.open,
    onClose: opened.close,
    onSearch: focusSearch,
  });
  const { replace } = collapsed;
  const fold = useCallback(
    (folded: boolean) => {
      const phases = headings.filter(({ level }) => level === "phase");
      replace(folded ? phases.map(({ code }) => code) : []);
    },
    [headings, replace],
  );
  useChecklistCommands({
    items,
    onOpen: opened.open,
    onFilter: set,
    onClear: clear,
    onFold: fold,
  });
  useStartAtOpened(opened.item);

  const loading = !complete && items.length === 0;
  return (
    <div className="mx-auto flex w-full max-w-[90rem] items-start">
      <section aria-label={t("title")} className="min-w-0 flex-1 px-4 pb-24 lg:px-6">
        <h1 className="sr-only">{t("title")}</h1>
        <FilterBar
          barRef={bar}
          filters={filters}
          active={active}
          headings={headings}
          items={items}
          shown={shown}
          offline={offline}
          onChange={set}
          onClear={clear}
        />
        {loading && !error && <ChecklistSkeleton />}
        {error && items.length === 0 && <ChecklistFailure error={error} onRetry={retry} />}
        {complete && rows.length === 0 && (
          <NothingFound filtered={active.length > 0} onClear={clear} />
        )}
        {rows.length > 0 && (
          <ChecklistGrid
            rows={rows}
            counts={counts}
            now={now}
            startAt={startAt}
            openedId={opened.item?.id ?? null}
            foldable={active.length === 0}
            onOpen={opened.open}
            onToggle={collapsed.toggle}
            bar={bar}
          />
        )}
      </section>
      {opened.code !== null && (
        <ItemPanel
          code={opened.code}
          item={opened.item}
          items={items}
          headings={headings}
          loading={!complete}
          verification={verification}
          history={history}
          onOpen={opened.open}
          onClose={opened.close}
        />
      )}
      <Floating items={items} />
    </div>
  );
}

function Floating({ items }: { items: readonly Item[] }) {
  const selecting = useChecklistState((state) => state.selected.size > 0);
  const editing = useChecklistState((state) => state.editor !== null);
  return (
    <>
      {selecting && <BulkBar />}
      {editing && <ItemEditor items={items} />}
    </>
  );
}

interface RowsInput {
  filters: ReturnType<typeof useFilters>["filters"];
  headings: ReturnType<typeof useHeadings>;
  items: readonly Item[];
  now: number;
  collapsed: ReturnType<typeof useCollapsed>;
}

/** The lines of the list under the filters in force, and the counts of all items. */
function useRows({ filters, headings, items, now, collapsed }: RowsInput) {
  const { me } = useEnvironment();
  const { edit } = useRights();
  const addingTo = useChecklistState((state) => state.addingTo);
  // Typing stays ahead of a list of 5,000.
  const wanted = useDeferredValue(filters);
  const found = useMemo(
    () => filterItems(items, wanted, { headings, me, now }),
    [items, wanted, headings, me, now],
  );
  const filtered = found !== items;
  const folded = collapsed.collapsed;
  const rows = useMemo(
    () =>
      flatten(headings, found, {
        collapsed: filtered ? new Set() : folded,
        hideEmpty: filtered || !edit,
        addingTo,
      }),
    [headings, found, filtered, folded, edit, addingTo],
  );
  const counts = useMemo(() => countByHeading(headings, items, now), [headings, items, now]);
  return { rows, counts, shown: found.length };
}

function focusSearch(): void {
  const input = document.getElementById(SEARCH_ID);
  input?.focus();
  if (input instanceof HTMLInputElement) input.select();
}

/** Brings the item that the address names into view when the page opens. */
function useStartAtOpened(item: Item | undefined): void {
  const store = useChecklistStore();
  const first = useRef(true);
  const id = item?.id;
  useEffect(() => {
    if (id === undefined) return;
    store.set({ activeId: id });
    if (first.current) store.reveal(id);
    first.current = false;
  }, [store, id]);
}
