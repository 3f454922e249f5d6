"use client";

import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  throttle,
  useQueryStates,
} from "nuqs";
import { useCallback } from "react";

import { activeFilters, noFilters, type Filters } from "./filters.ts";
import { claims, itemOrigins, verdicts } from "./terms.ts";

const parsers = {
  phase: parseAsString,
  claim: parseAsArrayOf(parseAsStringLiteral(claims)).withDefault([]),
  verdict: parseAsArrayOf(parseAsStringLiteral(verdicts)).withDefault([]),
  waived: parseAsBoolean,
  assignee: parseAsString,
  overdue: parseAsBoolean.withDefault(false),
  step: parseAsInteger,
  origin: parseAsArrayOf(parseAsStringLiteral(itemOrigins)).withDefault([]),
  q: parseAsString.withDefault(""),
};

/** The filters in the page's address; each change is a step that the back button takes back. */
export function useFilters() {
  const [filters, setAll] = useQueryStates(parsers, { history: "push" });

  const set = useCallback(
    (change: Partial<Filters>) => {
      // Typing would fill the history letter by letter.
      const typing = Object.keys(change).every((name) => name === "q");
      const { claim, verdict, origin, ...rest } = change;
      void setAll(
        {
          ...rest,
          ...(claim ? { claim: [...claim] } : {}),
          ...(verdict ? { verdict: [...verdict] } : {}),
          ...(origin ? { origin: [...origin] } : {}),
        },
        typing ? { history: "replace", limitUrlUpdates: throttle(200) } : {},
      );
    },
    [setAll],
  );
  const clear = useCallback(
    () => void setAll({ ...noFilters, claim: null, verdict: null, origin: null }),
    [setAll],
  );
  return { filters: filters satisfies Filters, active: activeFilters(filters), set, clear };
}
