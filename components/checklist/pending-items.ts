import type { QueryClient } from "@tanstack/react-query";

import type { Item } from "#lib/checklist/contract.ts";
import { changeItems, findItem, newer, type ItemPages } from "./item-cache.ts";
import { checklistKeys } from "./keys.ts";

/** An item that shows what the reader wants, while the server does not know of it yet. */
interface Pending {
  /** What the server said last. */
  truth: Item;
  writes: number;
}

// By item id; ids are unique everywhere, and the browser has one cache.
const pending = new Map<string, Pending>();

function change(
  client: QueryClient,
  projectId: string,
  ids: ReadonlySet<string>,
  next: (item: Item) => Item,
): void {
  client.setQueryData<ItemPages>(
    checklistKeys.items(projectId),
    (data) => data && changeItems(data, ids, next),
  );
}

/** Shows a wish at once. Returns the items as they were shown before. */
export function showWish(
  client: QueryClient,
  projectId: string,
  ids: readonly string[],
  wish: (item: Item) => Item,
): Item[] {
  const data = client.getQueryData<ItemPages>(checklistKeys.items(projectId));
  const before = ids.flatMap((id) => findItem(data, id) ?? []);
  for (const item of before) {
    const known = pending.get(item.id);
    pending.set(item.id, { truth: known?.truth ?? item, writes: (known?.writes ?? 0) + 1 });
  }
  change(client, projectId, new Set(ids), wish);
  return before;
}

/**
 * Ends a write: with the server's answer, or without one when it refused. An item shows the truth
 * again once no other wish for it is under way; nothing else is touched.
 */
export function settleWish(
  client: QueryClient,
  projectId: string,
  ids: readonly string[],
  answer: readonly Item[] | null,
): void {
  const settled = new Map<string, Item>();
  for (const id of ids) {
    const entry = pending.get(id);
    if (!entry) continue;
    const arrived = answer?.find((item) => item.id === id);
    const truth = arrived ? newer(entry.truth, arrived) : entry.truth;
    if (entry.writes > 1) {
      pending.set(id, { truth, writes: entry.writes - 1 });
    } else {
      pending.delete(id);
      settled.set(id, truth);
    }
  }
  change(client, projectId, new Set(settled.keys()), (item) => settled.get(item.id) ?? item);
}

/** Lets news from the server pass under a wish. Returns whether the item has one. */
export function updateTruth(itemId: string, next: (item: Item) => Item): boolean {
  const entry = pending.get(itemId);
  if (!entry) return false;
  entry.truth = next(entry.truth);
  return true;
}
