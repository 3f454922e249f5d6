"use client";

import { useState } from "react";

/** The first `few` of many rows until all are asked for. */
export function useMore<Row>(rows: readonly Row[], few: number) {
  const [all, setAll] = useState(false);
  return {
    shown: all ? rows : rows.slice(0, few),
    hidden: rows.length > few,
    all,
    toggle: () => setAll(!all),
  };
}
