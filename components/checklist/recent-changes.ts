"use client";

import { useSyncExternalStore } from "react";

/** How long a row shows that somebody has just changed it, in milliseconds. */
const SHOWN_MS = 6_000;

interface RecentChange {
  actorId: string | null;
  seq: number;
}

const changes = new Map<string, RecentChange>();
const listeners = new Set<() => void>();

function announce(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Lets an item's row show for a moment who has changed it. */
export function markChanged(itemId: string, actorId: string | null, seq: number): void {
  changes.set(itemId, { actorId, seq });
  announce();
  setTimeout(() => {
    if (changes.get(itemId)?.seq !== seq) return;
    changes.delete(itemId);
    announce();
  }, SHOWN_MS);
}

/** Who has changed an item in the last seconds, and in which event. */
export function useRecentChange(itemId: string): RecentChange | null {
  return useSyncExternalStore(
    subscribe,
    () => changes.get(itemId) ?? null,
    () => null,
  );
}
