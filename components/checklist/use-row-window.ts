"use client";

import {
  defaultRangeExtractor,
  observeWindowOffset,
  useWindowVirtualizer,
  type Range,
  type VirtualItem,
} from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, type RefObject } from "react";

import { stickyRows, type Row } from "./outline.ts";
import { rowHeight } from "./row-style.ts";
import { useListGeometry } from "./use-list-geometry.ts";

// Room for what floats at the bottom of the window.
const BOTTOM_ROOM = 96;

/** Says at once where the window stands: after a reload it stands where it stood before. */
const observeOffset: typeof observeWindowOffset = (virtualizer, report) => {
  report(window.scrollY, false);
  return observeWindowOffset(virtualizer, report);
};

/** The rows that are in view and where they stand, with the headings that stick above them. */
export function useRowWindow(
  list: RefObject<HTMLElement | null>,
  bar: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  activeIndex: number | undefined,
) {
  const { top, stickyBottom, narrow, coarse } = useListGeometry(list, bar);
  const layout = useMemo(() => ({ narrow, coarse }), [narrow, coarse]);
  // Headings that stick are shown above the first row that is not behind them.
  const heading = coarse ? 44 : 36;
  const stuckLevels = useMemo(() => (narrow ? [3] : [2, 3]), [narrow]);
  const hidden = stickyBottom + stuckLevels.length * heading;

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
    scrollMargin: top - hidden,
    scrollPaddingEnd: hidden + BOTTOM_ROOM,
    initialRect: { width: 1_200, height: 900 },
    // The first render must be the server's, which knows no scrolling.
    initialOffset: 0,
    observeElementOffset: observeOffset,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, layout]);

  const stuck = stickyRows(rows, virtualizer.range?.startIndex ?? 0, stuckLevels);
  /** Class and style of a row's place, and whether it sticks. */
  const placeOf = ({ index, start, size }: VirtualItem) => {
    const stuckAt = stuck.indexOf(index);
    return stuckAt < 0
      ? {
          stuck: false,
          className: "absolute inset-x-0 top-0",
          style: { transform: `translateY(${start - virtualizer.options.scrollMargin}px)` },
        }
      : {
          stuck: true,
          // A title of several lines sticks as one; its place keeps its height, for it is measured.
          className: "pointer-events-none sticky z-10",
          style: { top: stickyBottom + stuckAt * heading, height: size },
        };
  };
  return { virtualizer, layout, placeOf };
}
