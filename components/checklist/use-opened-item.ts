"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useCallback } from "react";

import type { Item } from "#lib/checklist/contract.ts";

/** The item whose panel is open, by its code in the page's address. */
export function useOpenedItem(items: readonly Item[]) {
  const [code, setCode] = useQueryState("item", parseAsString);
  const item = code === null ? undefined : items.find((each) => each.code === code);
  const open = useCallback(
    // From panel to panel the back button leads out, not through all of them.
    (next: Item) =>
      void setCode((now) => (now === next.code ? now : next.code), {
        history: code === null ? "push" : "replace",
      }),
    [setCode, code],
  );
  const close = useCallback(() => void setCode(null, { history: "push" }), [setCode]);
  return { code, item, open, close };
}
