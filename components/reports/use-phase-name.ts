"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** What a phase is called in a sentence: P0 as it is, a bare number as "phase 1". */
export function usePhaseName(): (code: string) => string {
  const t = useTranslations("reports");
  return useCallback((code) => (/^\d/.test(code) ? t("phases.named", { code }) : code), [t]);
}
