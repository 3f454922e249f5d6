"use client";

import { useNow } from "next-intl";
import { useSyncExternalStore } from "react";

/**
 * A hook that returns the time now in milliseconds since 1970, moving every `stepMs`. One clock
 * serves all its readers, and the first render uses the server's time, so that both sides agree.
 */
export function makeClock(stepMs: number): () => number {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let current = 0;

  const subscribe = (listener: () => void): (() => void) => {
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
  };
  const read = (): number => (current ||= Date.now());

  return function useClock() {
    const onServer = useNow().getTime();
    return useSyncExternalStore(subscribe, read, () => onServer);
  };
}

/** The time now in milliseconds since 1970, moving every 15 s. */
export const useCurrentTime = makeClock(15_000);
