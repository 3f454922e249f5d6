"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";

const STEP_MS = 5_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    for (const each of listeners) each();
  }, STEP_MS);
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

/** The time now in milliseconds since 1970, moving every five seconds for all figures at once. */
export function useAgeClock(): number {
  const onServer = useNow().getTime();
  return useSyncExternalStore(subscribe, read, () => onServer);
}

/** How old a figure is, with the exact time on hover. */
export function AsOf({ at, age }: { at: string; age: number }) {
  const t = useTranslations("widgets");
  const format = useFormatter();
  // Counted back from one moment, so that the words follow the age and not the browser's clock.
  const moment = Date.parse(at);
  const time = format.relativeTime(moment, { now: moment + Math.max(1_000, age), style: "narrow" });
  return (
    <time dateTime={at} title={format.dateTime(new Date(at), "exact")}>
      {t("asOf", { time })}
    </time>
  );
}
