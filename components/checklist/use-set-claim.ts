"use client";

import { useCallback } from "react";

import type { Claim, Item } from "#lib/checklist/contract.ts";
import { useWriteItems } from "./use-write-items.ts";

/** Sets an item's claim; `not_applicable` needs a reason. */
export function useSetClaim(): (itemId: string, claim: Claim, reason?: string) => void {
  const write = useWriteItems();
  return useCallback(
    (itemId, claim, reason) => write([itemId], { claim, ...(reason ? { reason } : {}) }),
    [write],
  );
}

/** What the claim becomes when it is clicked: done, and from done back to open. */
export function toggled(item: Pick<Item, "claim">): Claim {
  return item.claim === "done" ? "todo" : "done";
}
