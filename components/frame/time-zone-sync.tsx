"use client";

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect } from "react";

import { isRemembered, rememberPreference } from "./preferences.ts";

/** Tells the server the reader's time zone, once, so that it renders their times. */
export function TimeZoneSync() {
  const shown = useTimeZone();
  const router = useRouter();
  useEffect(() => {
    const actual = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!actual || actual === shown) return;
    // The cookie is compared, not only the zone: names may differ that mean the same.
    if (isRemembered("timeZone", actual)) return;
    rememberPreference("timeZone", actual);
    router.refresh();
  }, [shown, router]);
  return null;
}
