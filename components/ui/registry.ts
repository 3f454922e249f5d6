"use client";

import { useEffect, useSyncExternalStore } from "react";

/** A list that mounted components contribute to and that one component shows. */
export interface Registry<Entry> {
  /** Contributes an entry while the component is mounted; memoise the entry. */
  useEntry: (entry: Entry | null) => void;
  /** Everything contributed at present, in order of mounting. */
  useEntries: () => readonly Entry[];
}

/** Makes a registry; lets pages give the frame something without either importing the other. */
export function createRegistry<Entry>(): Registry<Entry> {
  const none: readonly Entry[] = [];
  const listeners = new Set<() => void>();
  let entries = none;

  function replace(next: readonly Entry[]): void {
    entries = next;
    for (const listener of listeners) listener();
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function useEntry(entry: Entry | null): void {
    useEffect(() => {
      if (entry === null) return;
      replace([...entries, entry]);
      return () => replace(entries.filter((each) => each !== entry));
    }, [entry]);
  }

  function useEntries(): readonly Entry[] {
    return useSyncExternalStore(
      subscribe,
      () => entries,
      () => none,
    );
  }

  return { useEntry, useEntries };
}
