"use client";

import { useCallback, useState } from "react";

const PREFIX = "preflight.draft.";

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    if (value) sessionStorage.setItem(PREFIX + key, value);
    else sessionStorage.removeItem(PREFIX + key);
  } catch {
    // Without storage the text lives as long as the component.
  }
}

/**
 * A text that somebody is writing, kept in this tab until it is emptied: neither a closed panel nor
 * a session that ended loses it. Only for components that exist in the browser alone.
 */
export function useDraft(key: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => read(key) ?? "");
  const change = useCallback(
    (next: string) => {
      setValue(next);
      write(key, next);
    },
    [key],
  );
  return [value, change];
}
