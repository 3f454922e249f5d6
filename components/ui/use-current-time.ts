"use client";

import { useNow } from "next-intl";
import { useSyncExternalStore } from "react";

const stepMs = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    for (const each of listeners) each();
  }, stepMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    current = 0;
  };
}

function read(): number {
  current ||= Date.now();
  return current;
}

/**
 * The time now in milliseconds since 1970, moving every 15 s. One clock serves all readers, and
 * the first render uses the server's time, so that both sides agree.
 */
export function useCurrentTime(): number {
  const onServer = useNow().getTime();
  return useSyncExternalStore(subscribe, read, () => onServer);
}
