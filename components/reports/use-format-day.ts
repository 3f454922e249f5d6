"use client";

import { useFormatter } from "next-intl";
import { useCallback } from "react";

/** Writes a day (YYYY-MM-DD) in the reader's language, with its year where asked for. */
export function useFormatDay(): (day: string, options?: { year?: boolean }) => string {
  const format = useFormatter();
  return useCallback(
    (day, { year = false } = {}) =>
      format.dateTime(Date.parse(day), {
        ...{ timeZone: "UTC", month: "short", day: "numeric" },
        ...(year ? { year: "numeric" } : {}),
      }),
    [format],
  );
}
