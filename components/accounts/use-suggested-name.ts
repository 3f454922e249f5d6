"use client";

import { useTranslations } from "next-intl";
import { describeBrowser } from "./describe-browser.ts";

/** A name for a passkey that is made in this browser, such as "Chrome on macOS". */
export function useSuggestedName(): () => string {
  const t = useTranslations("passkeys");
  const accounts = useTranslations("accounts");
  return () => {
    const { browser, system } = describeBrowser(navigator.userAgent);
    if (browser && system) return accounts("sessions.browserOn", { browser, system });
    return browser ?? system ?? t("one");
  };
}
