"use client";

import { useTranslations } from "next-intl";
import { StateMark, type MarkState } from "#components/ui/state-mark.tsx";
import type { IntegrationState } from "#lib/integrations/choices.ts";

const marks: Record<IntegrationState, MarkState> = {
  ok: "done",
  failing: "fail",
  open: "fail",
  limited: "stale",
  paused: "waived",
  waiting: "idle",
};

/** How a connection stands, as a shape and a word. */
export function StateBadge({ state }: { state: IntegrationState }) {
  const t = useTranslations("integrations");
  return (
    <span className="inline-flex items-center gap-1.5 text-sm whitespace-nowrap">
      <StateMark state={marks[state]} className="size-3.5" />
      {t(`state.${state}`)}
    </span>
  );
}
