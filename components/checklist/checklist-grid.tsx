"use client";

import {
  defaultRangeExtractor,
  observeWindowOffset,
  useWindowVirtualizer,
  type Range,
} from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from "react";

import type { Item } from "#lib/checklist/contract.ts";
import { useChecklistState, useChecklistStore } from "./checklist-store.ts";
import { urgencyOf } from "./due-cell.tsx";
import { AddItemRow } from "./add-item-row.tsx";
import { HeadingRow } from "./heading-row.tsx";
import { ItemRow } from "./item-row.tsx";
import { stickyRows, type Counts, type Row } from "./outline.ts";
import { rowHeight } from "./row-style.ts";
import { useListGeometry } from "./use-list-geometry.ts";

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
// Room for what floats at the bottom of the window.
const BOTTOM_ROOM = 96;

/** Says at once where the window stands: after a reload it stands where it stood before. */
const observeOffset: typeof observeWindowOffset = (virtualizer, report) => {
  report(window.scrollY, false);
  return observeWindowOffset(virtualizer, report);
};

/** The checklist as a tree of rows; only those in view exist. */
export function ChecklistGrid(props: ChecklistGridProps) {
  const { rows, counts, now } = props;
  const t = useTranslations("checklist");
  const store = useChecklistStore();
  const activeId = useChecklistState((state) => state.activeId);
  const list = useRef<HTMLDivElement>(null);
  const geometry = useListGeometry(list, props.bar);
  const { narrow, coarse } = geometry;
  const layout = useMemo(() => ({ narrow, coarse }), [narrow, coarse]);
  const indexes = useMemo(() => new Map(rows.map(({ key }, index) => [key, index])), [rows]);
  const activeIndex = activeId === null ? undefined : indexes.get(activeId);

  // Headings that stick are shown above the first row that is not behind them.
  const heading = coarse ? 44 : 36;
  const stuckLevels = useMemo(() => (narrow ? [3] : [2, 3]), [narrow]);
  const hidden = geometry.stickyBottom + stuckLevels.length * heading;

  const rangeExtractor = useCallback(
    (range: Range) => {
      const wanted = new Set(defaultRangeExtractor(range));
      for (const index of stickyRows(rows, range.startIndex, stuckLevels)) wanted.add(index);
      // The row with the focus must not vanish while one scrolls.
      if (activeIndex !== undefined) wanted.add(activeIndex);
      return [...wanted].sort((a, b) => a - b);
    },
    [rows, stuckLevels, activeIndex],
  );

  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => {
      const row = rows[index];
      return row ? rowHeight(row, layout) : 0;
    },
    getItemKey: (index) => rows[index]?.key ?? index,
    rangeExtractor,
    overscan: 10,
    // As if the window began where the sticky headings end.
    scrollMargin: geometry.top - hidden,
    scrollPaddingEnd: hidden + BOTTOM_ROOM,
    initialRect: { width: 1_200, height: 900 },
    // The first render must be the server's, which knows no scrolling.
    initialOffset: 0,
    observeElementOffset: observeOffset,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, layout]);

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

  const stuck = stickyRows(rows, virtualizer.range?.startIndex ?? 0, stuckLevels);
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
          const row = rows[place.index];
          if (!row) return null;
          const stuckAt = stuck.indexOf(place.index);
          return (
            <div
              key={place.key}
              role="presentation"
              data-index={place.index}
              ref={narrow && row.kind === "item" ? virtualizer.measureElement : undefined}
              className={stuckAt < 0 ? "absolute inset-x-0 top-0" : "sticky z-10"}
              style={
                stuckAt < 0
                  ? { transform: `translateY(${place.start - virtualizer.options.scrollMargin}px)` }
                  : { top: geometry.stickyBottom + stuckAt * heading }
              }
            >
              {row.kind === "item" ? (
                <ItemRow
                  item={row.item}
                  rowIndex={place.index + 1}
                  position={row.position}
                  siblings={row.siblings}
                  urgency={urgencyOf(row.item, now)}
                  opened={row.key === props.openedId}
                  first={row.key === firstItem}
                  onOpen={props.onOpen}
                />
              ) : row.kind === "add" ? (
                <AddItemRow groupId={row.groupId} rowIndex={place.index + 1} />
              ) : (
                <HeadingRow
                  heading={row.heading}
                  rowIndex={place.index + 1}
                  counts={counts.get(row.key) ?? noCounts}
                  open={row.level === 1 && props.foldable ? row.open : undefined}
                  height={rowHeight(row, layout)}
                  onToggle={props.onToggle}
                  deadline={deadlineOf(row.heading.deadlineHours, props.startAt)}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
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
