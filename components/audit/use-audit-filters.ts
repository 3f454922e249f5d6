"use client";

import { throttle, useQueryStates } from "nuqs";
import { useTimeZone } from "next-intl";
import { useCallback, useMemo } from "react";

import { filterParams, toQuery, type AuditFilters } from "./filter-params.ts";
import type { AuditScope } from "./keys.ts";
import { useSettled } from "./use-settled.ts";

const TYPING_PAUSE_MS = 300;

/** The filters in the page's address; each change is a step that the back button takes back. */
export function useAuditFilters(kind: AuditScope["kind"]) {
  const timeZone = useTimeZone() ?? "UTC";
  const [all, setAll] = useQueryStates(filterParams, { history: "push" });
  const filters = useMemo(
    () => (kind === "project" ? { ...all, project: null } : all),
    [all, kind],
  );
  const set = useCallback(
    (change: Partial<AuditFilters>) => {
      // Typing would fill the history letter by letter.
      const typing = Object.keys(change).every((name) => name === "q");
      void setAll(change, typing ? { history: "replace", limitUrlUpdates: throttle(300) } : {});
    },
    [setAll],
  );
  const clear = useCallback(() => void setAll(null), [setAll]);
  const typed = useSettled(filters.q, TYPING_PAUSE_MS);
  const query = useMemo(
    () => toQuery({ ...filters, q: filters.q === "" ? "" : typed }, timeZone),
    [filters, typed, timeZone],
  );
  return { filters, query, active: Object.keys(query).length, set, clear };
}
