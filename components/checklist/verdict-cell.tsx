"use client";

import { useTranslations } from "next-intl";

import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { VerdictMark } from "#components/ui/verdict-mark.tsx";
import type { Item } from "#lib/checklist/contract.ts";

/** Whether people and machines say opposite things of an item. */
export function disagrees(item: Pick<Item, "claim" | "verdict">): boolean {
  if (item.verdict === "fail") return item.claim === "done";
  return item.verdict === "pass" && item.claim !== "done";
}

/** What machines say; where people say the opposite, both marks with a bridge between them. */
export function VerdictCell({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const verdict = t(`verdict.${item.verdict}`);
  if (!disagrees(item)) {
    return (
      <span title={verdict} className="flex">
        <VerdictMark
          verdict={item.verdict}
          label={t("verdict.label", { verdict })}
          className={item.verdict === "not_run" ? "size-3 opacity-60" : "size-3.5"}
        />
      </span>
    );
  }
  return (
    <span
      role="img"
      aria-label={t("verdict.disagrees", { claim: t(`claim.${item.claim}`), verdict })}
      className="flex items-center"
    >
      <ClaimMark claim={item.claim} className="size-3.5" />
      <span className="h-0.5 w-1.5 bg-accent-ink" />
      <VerdictMark verdict={item.verdict} className="size-3.5" />
    </span>
  );
}
