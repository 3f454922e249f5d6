"use client";

import { useCallback } from "react";

import type { Claim, Item } from "#lib/checklist/contract.ts";
import { countedClaim } from "#lib/checklist/standing.ts";
import { useWriteItems } from "./use-write-items.ts";

/** Sets an item's claim; `not_applicable` needs a reason. */
export function useSetClaim(): (itemId: string, claim: Claim, reason?: string) => void {
  const write = useWriteItems();
  return useCallback(
    (itemId, claim, reason) => write([itemId], { claim, ...(reason ? { reason } : {}) }),
    [write],
  );
}

/** What the claim becomes when it is clicked at `now`: done, renewed, and from done back to open. */
export function toggled(item: Pick<Item, "claim" | "claimedAt" | "ttlDays">, now: number): Claim {
  return countedClaim(item, now) === "done" ? "todo" : "done";
}
