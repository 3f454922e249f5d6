"use client";

import { useEffect, useRef, type ReactNode } from "react";

/**
 * Stays at the top and tells everything below how tall it is, as `--sticky-top` on its parent, so
 * that headings and panels stick under it rather than behind it.
 */
export function StickyBar({ children }: { children: ReactNode }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = bar.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      element.parentElement?.style.setProperty("--sticky-top", `${element.offsetHeight}px`);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={bar}
      className="sticky top-0 z-20 border-b border-line bg-canvas print:static print:border-0"
    >
      {children}
    </div>
  );
}
