"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import type { Item } from "#lib/checklist/contract.ts";
import { expiryOf, MOST_TTL_DAYS } from "#lib/checklist/standing.ts";
import { useRights } from "./environment.ts";
import { useWriteItems } from "./use-write-items.ts";

/** After how many days the claim has to be renewed, until when it holds, and renewing it. */
export function PanelRenewal({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const format = useFormatter();
  const now = useCurrentTime();
  const write = useWriteItems();
  const rights = useRights();
  const expiry = expiryOf(item);
  const expired = expiry !== null && expiry < now;
  const day = expiry === null ? "" : format.dateTime(new Date(expiry), "day");
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 py-0.5">
      {rights.plan(item) ? (
        <DaysField item={item} />
      ) : (
        <span className={item.ttlDays === null ? "text-muted" : undefined}>
          {item.ttlDays === null ? t("ttl.never") : t("ttl.days", { days: item.ttlDays })}
        </span>
      )}
      {expiry !== null && (
        <span className={expired ? "text-xs text-stale" : "text-xs text-muted"}>
          {t(expired ? "ttl.since" : "ttl.until", { day })}
        </span>
      )}
      {expired && rights.claim && (
        <Button size="sm" onClick={() => write([item.id], { claim: "done" })}>
          {t("ttl.renew")}
        </Button>
      )}
    </span>
  );
}

/** Saved when it is left; empty: never. */
function DaysField({ item }: { item: Item }) {
  const t = useTranslations("checklist");
  const write = useWriteItems();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? String(item.ttlDays ?? "");
  const valid = /^\d{0,4}$/.test(shown) && shown !== "0" && Number(shown) <= MOST_TTL_DAYS;
  const save = (): void => {
    if (typed === null || !valid) return;
    setTyped(null);
    const ttlDays = typed === "" ? null : Number(typed);
    if (ttlDays !== item.ttlDays) write([item.id], { ttlDays });
  };
  return (
    <span className="flex items-center gap-1.5">
      <span className="w-24 pointer-coarse:w-34">
        <Input
          size="sm"
          inputMode="numeric"
          autoComplete="off"
          aria-label={t("ttl.every")}
          aria-invalid={!valid}
          aria-describedby={valid ? undefined : `ttl-${item.id}`}
          placeholder={t("ttl.never")}
          value={shown}
          onValueChange={setTyped}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
            if (event.key === "Escape" && typed !== null) {
              event.stopPropagation();
              setTyped(null);
            }
          }}
        />
      </span>
      {shown !== "" && <span className="text-sm text-muted">{t("ttl.unit")}</span>}
      {!valid && (
        <span id={`ttl-${item.id}`} role="alert" className="text-xs text-fail">
          {t("ttl.invalid")}
        </span>
      )}
    </span>
  );
}
