"use client";

import { useTranslations } from "next-intl";

import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { tooltipProps } from "#components/ui/tooltip.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import { useVerdictReason } from "#components/ui/use-verdict-reason.ts";
import { VerdictMark } from "#components/ui/verdict-mark.tsx";
import type { Item } from "#lib/checklist/contract.ts";
import { disagrees } from "#lib/checklist/standing.ts";

/** What machines say; where people say the opposite, both marks with a bridge between them. */
export function VerdictCell({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const reasonOf = useVerdictReason();
  const now = useCurrentTime();
  const verdict = t(`verdict.${item.verdict}`);
  const reason = reasonOf({ verdict: item.verdict, reason: item.verdictReason });
  const told = (text: string): string => (reason ? t("verdict.because", { text, reason }) : text);
  if (!disagrees(item, now)) {
    return (
      <span {...tooltipProps(told(verdict))} className="flex">
        <VerdictMark
          verdict={item.verdict}
          label={told(t("verdict.label", { verdict }))}
          className={item.verdict === "not_run" ? "size-3 opacity-60" : "size-3.5"}
        />
      </span>
    );
  }
  const words = told(t("verdict.disagrees", { claim: t(`claim.${item.claim}`), verdict }));
  return (
    <span {...tooltipProps(words)} role="img" aria-label={words} className="flex items-center">
      <ClaimMark claim={item.claim} className="size-3.5" />
      <span className="h-0.5 w-1.5 bg-accent-ink" />
      <VerdictMark verdict={item.verdict} className="size-3.5" />
    </span>
  );
}
