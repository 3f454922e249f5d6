"use client";

import { useFormatter, useTranslations } from "next-intl";

import { makeClock } from "#components/ui/use-current-time.ts";

/** The time now in milliseconds since 1970, moving every 5 s: figures age faster than the rest. */
export const useAgeClock = makeClock(5_000);

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
