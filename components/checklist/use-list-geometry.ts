"use client";

import { useEffect, useState, type RefObject } from "react";

import { useMediaQuery } from "#components/ui/use-media-query.ts";
import { ONE_LINE_FROM, type Layout } from "./row-style.ts";

interface Geometry {
  /** Where the list begins, in pixels from the top of the document. */
  top: number;
  /** Down to where things stick above the list, in pixels from the top of the window. */
  stickyBottom: number;
  narrow: boolean;
}

/** Where the list stands and what sticks above it, kept up to date. */
export function useListGeometry(
  list: RefObject<HTMLElement | null>,
  bar: RefObject<HTMLElement | null>,
): Geometry & Layout {
  const coarse = useMediaQuery("(pointer: coarse)");
  const [geometry, setGeometry] = useState<Geometry>({ top: 0, stickyBottom: 0, narrow: false });

  useEffect(() => {
    const [listElement, barElement] = [list.current, bar.current];
    if (!listElement || !barElement) return;
    const measure = (): void => {
      const box = listElement.getBoundingClientRect();
      const barTop = Number.parseFloat(getComputedStyle(barElement).top) || 0;
      const next: Geometry = {
        top: box.top + window.scrollY,
        stickyBottom: barTop + barElement.offsetHeight,
        narrow: box.width < ONE_LINE_FROM,
      };
      setGeometry((now) =>
        now.top === next.top && now.stickyBottom === next.stickyBottom && now.narrow === next.narrow
          ? now
          : next,
      );
    };
    const observer = new ResizeObserver(measure);
    for (const element of [document.body, listElement, barElement]) observer.observe(element);
    return () => observer.disconnect();
  }, [list, bar]);

  return { ...geometry, coarse };
}
