"use client";

import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";

import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Claim } from "#lib/checklist/contract.ts";
import { moveAmongButtons } from "./roving.ts";
import { claims } from "./terms.ts";

interface ClaimListProps {
  current: Claim;
  onChoose: (claim: Claim) => void;
}

const keys: Record<Claim, string | null> = {
  todo: null,
  in_progress: "I",
  done: "X",
  not_applicable: "N",
};

/** The four claims, one of them in force. */
export function ClaimList({ current, onChoose }: ClaimListProps) {
  const t = useTranslations("checklist");
  return (
    <div onKeyDown={moveAmongButtons}>
      {claims.map((claim) => (
        <button
          key={claim}
          type="button"
          aria-pressed={claim === current}
          onClick={() => onChoose(claim)}
          className={clsx(
            "flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left outline-none hover:bg-pressed focus-visible:bg-pressed pointer-coarse:min-h-11",
            claim === current && "font-medium",
          )}
        >
          <ClaimMark claim={claim} />
          <span className="flex-1">{t(`claim.${claim}`)}</span>
          {claim === current && <Check aria-hidden className="size-4 text-accent-ink" />}
          {keys[claim] && <Kbd keys={[keys[claim]]} className="pointer-coarse:hidden" />}
        </button>
      ))}
    </div>
  );
}
