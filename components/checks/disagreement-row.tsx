"use client";

import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";

import { Button } from "#components/ui/button.tsx";
import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { titleIn, TitleText } from "#components/ui/title-text.tsx";
import { useVerdictReason } from "#components/ui/use-verdict-reason.ts";
import { VerdictMark } from "#components/ui/verdict-mark.tsx";
import type { Item } from "#lib/checklist/contract.ts";

interface DisagreementRowProps {
  slug: string;
  item: Item;
  /** Who claims it. */
  who: string | undefined;
  maySettle: boolean;
  onAccept: () => void;
  onKeep: () => void;
}

/** An item whose claim and verdict disagree: what each says and why, and the two ways to settle it. */
export function DisagreementRow(props: DisagreementRowProps) {
  const { slug, item, who, maySettle, onAccept, onKeep } = props;
  const t = useTranslations("checks");
  const words = useTranslations("checklist");
  const locale = useLocale();
  const reason = useVerdictReason()({ verdict: item.verdict, reason: item.verdictReason });
  const { code, claim, verdict, claimedAt } = item;
  const accept = t(`disagreements.${verdict === "pass" ? "complete" : "reopen"}`);
  const href = `/projects/${encodeURIComponent(slug)}/checklist?item=${encodeURIComponent(code)}`;
  return (
    <li className="grid gap-x-6 gap-y-2 py-3 lg:grid-cols-[minmax(0,1fr)_auto] lg:items-center">
      <div className="min-w-0">
        <Link
          data-row={item.id}
          href={href}
          className="flex items-baseline gap-2 rounded-sm underline-offset-4 hover:underline pointer-coarse:min-h-11 pointer-coarse:items-center"
        >
          <span className="shrink-0 font-mono text-xs text-muted">{code}</span>
          <span className="min-w-0 break-words">
            <TitleText text={titleIn(item, locale)} />
          </span>
        </Link>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <span className="flex items-center gap-1.5">
            <ClaimMark claim={claim} className="size-3.5" />
            <span>
              {who && claimedAt
                ? t.rich("disagreements.says", {
                    who,
                    claim: words(`claim.${claim}`),
                    time: () => <RelativeTime value={claimedAt} className="text-muted" />,
                  })
                : t("disagreements.saysNobody", { claim: words(`claim.${claim}`) })}
            </span>
          </span>
          <span aria-hidden className="h-0.5 w-3 bg-accent-ink" />
          <span className="flex items-center gap-1.5">
            <VerdictMark verdict={verdict} className="size-3.5" />
            {t("disagreements.verdict", { verdict: words(`verdict.${verdict}`) })}
          </span>
        </p>
        {reason && <p className="mt-0.5 text-sm break-words text-muted">{reason}</p>}
      </div>
      {maySettle && (
        <div className="flex flex-wrap gap-2">
          <Button
            aria-label={t("disagreements.of", { action: accept, code })}
            onClick={onAccept}
            className="pointer-coarse:h-11"
          >
            {accept}
          </Button>
          <Button
            variant="ghost"
            aria-label={t("disagreements.of", { action: t("disagreements.keep"), code })}
            onClick={onKeep}
            className="pointer-coarse:h-11"
          >
            {t("disagreements.keep")}
          </Button>
        </div>
      )}
    </li>
  );
}
