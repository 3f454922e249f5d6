"use client";

import { useTranslations } from "next-intl";

import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import { useVerdictReason } from "#components/ui/use-verdict-reason.ts";
import { VerdictMark } from "#components/ui/verdict-mark.tsx";
import type { Item } from "#lib/checklist/contract.ts";
import { disagrees, hasExpired } from "#lib/checklist/standing.ts";
import { useEnvironment } from "./environment.ts";

/** What people say of an item: since when, who, and why it does not apply. */
export function ClaimStory({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const { people } = useEnvironment();
  const { claim, claimedAt, claimedBy, claimReason } = item;
  const expired = hasExpired(item, useCurrentTime());
  return (
    <div className="min-w-0 py-1">
      <span className="flex items-center gap-2">
        <ClaimMark claim={claim} expired={expired} />
        <span>
          {t(expired ? "claim.expired" : `claim.${claim}`)}
          {claimedAt && (
            <span className="text-muted">
              {" · "}
              {people.get(claimedBy ?? "")?.name ?? t("someone")}
              {", "}
              <RelativeTime value={claimedAt} />
            </span>
          )}
        </span>
      </span>
      {claimReason && <p className="mt-0.5 pl-6 text-sm text-muted">{claimReason}</p>}
    </div>
  );
}

/** What machines say of an item, and why. */
export function VerdictStory({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const now = useCurrentTime();
  const reason = useVerdictReason()({ verdict: item.verdict, reason: item.verdictReason });
  return (
    <div className="min-w-0 py-1">
      <span className="flex items-center gap-2">
        <VerdictMark verdict={item.verdict} />
        {t(`verdict.${item.verdict}`)}
        {disagrees(item, now) && (
          <span className="text-xs text-accent-ink">{t("verdict.disagreement")}</span>
        )}
      </span>
      {reason && <p className="mt-0.5 pl-6 text-sm break-words text-muted">{reason}</p>}
    </div>
  );
}
