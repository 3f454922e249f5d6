"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";

import type { AuditEvent } from "#lib/audit/contract.ts";
import { tellingFields } from "./changed-fields.ts";
import { FieldValue } from "./field-value.tsx";

/** The most telling change of an event on one line; how many more there are. */
export function EventChange({ event }: { event: AuditEvent }) {
  const t = useTranslations("audit");
  const [field, ...others] = tellingFields(event);
  if (!field) return null;
  const { name, before, after } = field;
  const values = { name, event };
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {before !== undefined && (
        <span className="max-w-[50%] min-w-0 truncate text-muted">
          <FieldValue {...values} value={before} />
        </span>
      )}
      {before !== undefined && after !== undefined && (
        <ArrowRight aria-label={t("becomes")} className="size-3.5 shrink-0 text-faint" />
      )}
      {after !== undefined && (
        <span className="min-w-0 truncate">
          <FieldValue {...values} value={after} />
        </span>
      )}
      {others.length > 0 && (
        <span className="shrink-0 text-xs text-muted">
          <span aria-hidden>{t("moreFields", { count: others.length })}</span>
          <span className="sr-only">{t("moreFieldsHint", { count: others.length })}</span>
        </span>
      )}
    </span>
  );
}
