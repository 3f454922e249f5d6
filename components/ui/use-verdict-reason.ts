"use client";

import { useTranslations } from "next-intl";

interface Judged {
  verdict: string;
  /** The check that fails, or why nothing can be said. */
  reason: string | null;
}

/** Why a verdict is what it is, in words; null where there is nothing to add. */
export function useVerdictReason(): (judged: Judged) => string | null {
  const t = useTranslations("checks.reasons");
  const unknown = useTranslations("integrations.reasons");
  return ({ verdict, reason }) => {
    if (reason === null) return null;
    if (verdict === "fail") return t("fails", { check: reason });
    if (t.has(reason)) return t(reason);
    return unknown.has(reason) ? unknown(reason) : reason;
  };
}
