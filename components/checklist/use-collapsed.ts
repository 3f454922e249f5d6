"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What this browser remembers; null where it may not remember. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function parse(text: string | null): ReadonlySet<string> {
  return new Set(text ? text.split("\n") : []);
}

/** The phases that the reader has folded away in this project, by code; remembered in this browser. */
export function useCollapsed(projectId: string) {
  const key = `preflight.collapsed.${projectId}`;
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const collapsed = useMemo(() => parse(text), [text]);

  const replace = useCallback(
    (codes: Iterable<string>) => {
      try {
        localStorage.setItem(key, [...codes].join("\n"));
      } catch {
        // Without storage phases stay open.
      }
      for (const listener of listeners) listener();
    },
    [key],
  );
  const toggle = useCallback(
    (code: string) => {
      const next = new Set(parse(read(key)));
      if (!next.delete(code)) next.add(code);
      replace(next);
    },
    [key, replace],
  );
  return { collapsed, toggle, replace };
}
