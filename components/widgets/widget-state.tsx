"use client";

import { useTranslations } from "next-intl";

import { StateMark } from "#components/ui/state-mark.tsx";
import type { SignalNow } from "#lib/widgets/live-contract.ts";

/** A word for a figure that is not what it should be; nothing for a fresh one. */
export function StateWord({ state }: { state: SignalNow["state"] }) {
  const t = useTranslations("widgets");
  if (state === "fresh" || state === "waiting") return null;
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-xs font-medium">
      <StateMark state={state === "broken" ? "fail" : "stale"} className="size-3.5" />
      {t(`state.${state}`)}
    </span>
  );
}
