"use client";

import { clsx } from "clsx";
import { useFormatter, useLocale, useTranslations } from "next-intl";

import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { VerdictMark } from "#components/ui/verdict-mark.tsx";
import type { AuditEvent } from "#lib/audit/contract.ts";
import { isNothing, type FieldContent } from "./changed-fields.ts";
import { longName } from "./sentence-values.ts";

const CLAIMS = ["todo", "in_progress", "done", "not_applicable"] as const;
const VERDICTS = ["pass", "fail", "unknown", "stale", "not_run"] as const;
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

interface FieldValueProps {
  name: string;
  value: FieldContent | undefined;
  event: AuditEvent;
  /** In full, with line breaks and exact times. */
  full?: boolean;
}

/** One side of a change, as people would write it. */
export function FieldValue({ name, value, event, full = false }: FieldValueProps) {
  const t = useTranslations("audit");
  const locale = useLocale();
  const format = useFormatter();
  if (isNothing(value)) return <Nothing name={name} />;
  if (typeof value === "number") return <span className="figures">{format.number(value)}</span>;
  if (typeof value === "boolean") return t(value ? "value.yes" : "value.no");
  if (typeof value !== "string") {
    return <code className="font-mono text-xs break-all">{JSON.stringify(value)}</code>;
  }
  const claim = name === "claim" && CLAIMS.find((each) => each === value);
  if (claim) {
    return (
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <ClaimMark claim={claim} className="size-3.5" />
        {t(`value.claim.${claim}`)}
      </span>
    );
  }
  const verdict = name === "verdict" && VERDICTS.find((each) => each === value);
  if (verdict) {
    return (
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <VerdictMark verdict={verdict} className="size-3.5" />
        {t(`value.verdict.${verdict}`)}
      </span>
    );
  }
  if (MOMENT.test(value)) {
    return (
      <time dateTime={value} className="whitespace-nowrap">
        {format.dateTime(new Date(value), full ? "exact" : "short")}
      </time>
    );
  }
  const label = event.names[value];
  if (label) return [label.code, longName(label, locale)].filter(Boolean).join(" ");
  const word = `value.${name}.${value}`;
  if (/^[a-z_]+$/.test(value) && t.has(word)) return t(word);
  return <span className={clsx(full && "break-words whitespace-pre-wrap")}>{value}</span>;
}

function Nothing({ name }: { name: string }) {
  const t = useTranslations("audit");
  return (
    <span className="text-faint">
      {name === "assigneeId" ? t("nobody") : <span aria-label={t("nothing")}>—</span>}
    </span>
  );
}
