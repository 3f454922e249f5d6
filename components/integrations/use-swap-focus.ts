"use client";

import { useEffect, useRef } from "react";

/**
 * Keeps the focus where the work is, where a form takes the place of the button that opened it: on
 * its first control, and back on the button when it closes.
 */
export function useSwapFocus(open: boolean) {
  const opener = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(open);
  useEffect(() => {
    if (open === wasOpen.current) return;
    wasOpen.current = open;
    if (open) content.current?.querySelector<HTMLElement>("input, textarea, button")?.focus();
    else opener.current?.focus();
  }, [open]);
  return { opener, content };
}
