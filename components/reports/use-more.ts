"use client";

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

// Nobody leafs through more than that, and the page says how many there are.
const ON_PAPER = 200;

/** The first `few` of many rows until all are asked for; paper, which has no button, takes more. */
export function useMore<Row>(rows: readonly Row[], few: number) {
  const [all, setAll] = useState(false);
  const printing = usePrinting();
  const shown = all ? rows : rows.slice(0, printing ? ON_PAPER : few);
  return {
    shown,
    hidden: rows.length > few,
    all: all || shown.length === rows.length,
    toggle: () => setAll(!all),
  };
}

/** Whether the page is being put on paper. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // At once: the browser does not wait for the next rendering.
    const before = (): void => flushSync(() => setPrinting(true));
    const after = (): void => setPrinting(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return printing;
}
