"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from "react";

import type { Item } from "#lib/checklist/contract.ts";
import { useChecklistState, useChecklistStore } from "./checklist-store.ts";
import { urgencyOf } from "./due-cell.tsx";
import { HeadingRow } from "./heading-row.tsx";
import { ItemRow } from "./item-row.tsx";
import type { Counts, Row } from "./outline.ts";
import { rowHeight, type Layout } from "./row-style.ts";
import { useRowWindow } from "./use-row-window.ts";

const AddItemRow = dynamic(async () => (await import("./add-item-row.tsx")).AddItemRow, {
  ssr: false,
});

interface ChecklistGridProps {
  rows: readonly Row[];
  counts: ReadonlyMap<string, Counts>;
  /** Milliseconds since 1970. */
  now: number;
  startAt: string;
  /** The item whose panel is open. */
  openedId: string | null;
  /** Whether phases can be folded. */
  foldable: boolean;
  onOpen: (item: Item) => void;
  onToggle: (code: string) => void;
  /** The bar that sticks above the list. */
  bar: RefObject<HTMLElement | null>;
}

const HOUR_MS = 3_600_000;
const noCounts: Counts = { total: 0, counting: 0, done: 0 };
/** The checklist as a tree of rows; only those in view exist. */
export function ChecklistGrid(props: ChecklistGridProps) {
  const { rows } = props;
  const t = useTranslations("checklist");
  const store = useChecklistStore();
  const activeId = useChecklistState((state) => state.activeId);
  const list = useRef<HTMLDivElement>(null);
  const indexes = useMemo(() => new Map(rows.map(({ key }, index) => [key, index])), [rows]);
  const activeIndex = activeId === null ? undefined : indexes.get(activeId);
  const { virtualizer, layout, placeOf } = useRowWindow(list, props.bar, rows, activeIndex);

  const reveal = useCallback(
    (key: string) => {
      const index = indexes.get(key);
      if (index === undefined) return;
      virtualizer.scrollToIndex(index, { align: "auto" });
      document.getElementById(`item-${key}`)?.focus({ preventScroll: true });
    },
    [indexes, virtualizer],
  );
  useLayoutEffect(() => {
    store.show({
      order: rows.flatMap((row) => (row.kind === "item" ? row.key : [])),
      reveal,
      firstInView: () => {
        const start = virtualizer.range?.startIndex ?? 0;
        return rows.find((row, index) => index >= start && row.kind === "item")?.key;
      },
    });
  }, [store, rows, reveal, virtualizer]);
  useFocusFollowsActive(activeId);

  const firstItem = rows.find(({ kind }) => kind === "item")?.key;
  return (
    <div className="@container">
      <div
        ref={list}
        role="treegrid"
        aria-label={t("title")}
        aria-rowcount={rows.length}
        aria-multiselectable
        onFocus={(event) => {
          const row = event.target.closest<HTMLElement>("[role=row][id^=item-]");
          const id = row?.id.slice("item-".length);
          if (id && id !== store.get().activeId) store.set({ activeId: id });
        }}
        className="relative"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((place) => {
          const { key, index } = place;
          const row = rows[index];
          if (!row) return null;
          const { stuck, ...placed } = placeOf(place);
          return (
            <div
              key={key}
              role="presentation"
              data-index={index}
              ref={layout.narrow && row.kind !== "add" ? virtualizer.measureElement : undefined}
              {...placed}
            >
              <GridRow
                {...props}
                row={row}
                rowIndex={index + 1}
                layout={layout}
                stuck={stuck}
                first={row.key === firstItem}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface GridRowProps extends Omit<ChecklistGridProps, "rows" | "bar"> {
  row: Row;
  /** From 1, among all rows of the list. */
  rowIndex: number;
  layout: Layout;
  /** Whether it sticks above the rows below it. */
  stuck: boolean;
  /** Whether it is the first item of the list. */
  first: boolean;
}

function GridRow({ row, rowIndex, layout, stuck, first, ...list }: GridRowProps) {
  if (row.kind === "add") return <AddItemRow groupId={row.groupId} rowIndex={rowIndex} />;
  if (row.kind === "item") {
    return (
      <ItemRow
        item={row.item}
        rowIndex={rowIndex}
        position={row.position}
        siblings={row.siblings}
        urgency={urgencyOf(row.item, list.now)}
        opened={row.key === list.openedId}
        first={first}
        onOpen={list.onOpen}
      />
    );
  }
  return (
    <HeadingRow
      heading={row.heading}
      rowIndex={rowIndex}
      counts={list.counts.get(row.key) ?? noCounts}
      open={row.level === 1 && list.foldable ? row.open : undefined}
      height={rowHeight(row, layout)}
      wraps={layout.narrow && !stuck}
      onToggle={list.onToggle}
      deadline={deadlineOf(row.heading.deadlineHours, list.startAt)}
    />
  );
}

function deadlineOf(hours: number | null, startAt: string): Date | null {
  return hours === null ? null : new Date(Date.parse(startAt) + hours * HOUR_MS);
}

/** Moves the focus to the active row as soon as it exists, when the focus is in the list already. */
function useFocusFollowsActive(activeId: string | null): void {
  useEffect(() => {
    if (activeId === null) return;
    const row = document.getElementById(`item-${activeId}`);
    const focused = document.activeElement;
    const free = focused === document.body || focused?.getAttribute("role") === "row";
    if (row && free && focused !== row) row.focus({ preventScroll: true });
  }, [activeId]);
}
