"use client";

import { useCallback, useState } from "react";

/** The size of an element in pixels, as it changes; null until it is known. */
export function useSize(): [
  (element: HTMLElement | null) => (() => void) | undefined,
  Size | null,
] {
  const [size, setSize] = useState<Size | null>(null);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [measure, size];
}

interface Size {
  width: number;
  height: number;
}
