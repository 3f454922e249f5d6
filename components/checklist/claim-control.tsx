"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";

import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { hasExpired } from "#lib/checklist/standing.ts";
import { useChecklistStore } from "./checklist-store.ts";
import { useRights } from "./environment.ts";
import { toggled, useSetClaim } from "./use-set-claim.ts";

/** The mark of a claim: a click makes it done or open again, the arrow beside it offers all four. */
export function ClaimControl({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const store = useChecklistStore();
  const setClaim = useSetClaim();
  const mayClaim = useRights().claim;
  const now = useCurrentTime();
  const expired = hasExpired(item, now);
  const state = expired ? t("claim.expired") : t(`claim.${item.claim}`);
  if (!mayClaim) {
    return (
      <span className="flex size-7 items-center justify-center">
        <ClaimMark claim={item.claim} expired={expired} label={state} />
      </span>
    );
  }
  const next = toggled(item, now);
  return (
    <span className="flex items-center">
      <button
        type="button"
        tabIndex={-1}
        aria-label={
          expired
            ? t("row.renew", { code: item.code })
            : t("row.toggle", { code: item.code, state, next: t(`claim.${next}`) })
        }
        aria-pressed={item.claim === "done" && !expired}
        title={state}
        onClick={() => setClaim(item.id, next)}
        className="flex size-7 shrink-0 items-center justify-center rounded-md transition-colors hover:bg-pressed pointer-coarse:size-11"
      >
        <ClaimMark claim={item.claim} expired={expired} />
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t("row.chooseClaim", { code: item.code })}
        aria-haspopup="dialog"
        onClick={(event) =>
          store.set({
            activeId: item.id,
            editor: { kind: "claim", itemIds: [item.id], anchor: event.currentTarget },
          })
        }
        className={clsx(
          "-ml-0.5 flex h-7 w-4 items-center justify-center rounded-sm text-faint opacity-0 transition-opacity hover:bg-pressed hover:text-ink",
          "group-hover/row:opacity-100 group-focus-within/row:opacity-100 focus-visible:opacity-100 pointer-coarse:hidden",
        )}
      >
        <ChevronDown aria-hidden className="size-3" />
      </button>
    </span>
  );
}
