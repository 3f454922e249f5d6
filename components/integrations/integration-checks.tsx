"use client";

import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { titleIn } from "#components/ui/title-text.tsx";
import { VerdictMark } from "#components/ui/verdict-mark.tsx";
import type { IntegrationCheck } from "#lib/integrations/contract.ts";

interface IntegrationChecksProps {
  slug: string;
  checks: readonly IntegrationCheck[];
  renderSettings?: ((check: IntegrationCheck) => ReactNode) | undefined;
}

/** The checks of an integration: what each reads, what it last said and why, and for which items. */
export function IntegrationChecks({ slug, checks, renderSettings }: IntegrationChecksProps) {
  const t = useTranslations("integrations");
  return (
    <section aria-labelledby="integration-checks">
      <h2 id="integration-checks" className="mb-2 text-base font-semibold">
        {t("detail.checks")} <span className="figures font-normal text-muted">{checks.length}</span>
      </h2>
      {checks.length === 0 && <p className="text-muted">{t("detail.noChecks")}</p>}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {checks.map((check) => (
          <CheckRow key={check.id} slug={slug} check={check}>
            {check.available && check.fields.length > 0 && renderSettings?.(check)}
          </CheckRow>
        ))}
      </ul>
    </section>
  );
}

interface CheckRowProps {
  slug: string;
  check: IntegrationCheck;
  children: ReactNode;
}

function CheckRow({ slug, check, children }: CheckRowProps) {
  const t = useTranslations("integrations");
  const { name, signal, verdict, reason, detail, ranAt, items } = check;
  return (
    <li className="grid gap-x-6 gap-y-1 py-2.5 md:grid-cols-[minmax(0,1fr)_13rem]">
      <div className="min-w-0">
        <p className="font-mono text-sm break-all">{name}</p>
        <p className="max-w-[80ch] text-sm break-words text-muted">{signal}</p>
        {reason && <p className="mt-1 max-w-[72ch] text-sm">{t(`reasons.${reason}`)}</p>}
        {reason && detail && (
          <code className="block font-mono text-xs break-all text-muted">{detail}</code>
        )}
        {!check.available && <p className="mt-1 text-sm">{t("detail.unavailable")}</p>}
        <ItemLinks slug={slug} items={items} />
        {children}
      </div>
      <div className="flex flex-wrap items-baseline gap-x-3 text-sm md:flex-col md:items-end">
        <span className="inline-flex items-center gap-1.5">
          <VerdictMark verdict={verdict} className="size-3.5" />
          {t(`verdict.${verdict}`)}
        </span>
        <span className="text-muted">
          {ranAt ? <RelativeTime value={ranAt} /> : t("detail.notRun")}
        </span>
      </div>
    </li>
  );
}

function ItemLinks({ slug, items }: { slug: string; items: IntegrationCheck["items"] }) {
  const t = useTranslations("integrations");
  const locale = useLocale();
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5 text-sm text-muted">
      {t("detail.items")}
      {items.map((item) => (
        <Link
          key={item.id}
          href={`/projects/${encodeURIComponent(slug)}/checklist?item=${item.code}`}
          title={titleIn(item, locale).replaceAll("`", "")}
          className="font-mono underline underline-offset-4 hover:text-ink"
        >
          {item.code}
        </Link>
      ))}
    </p>
  );
}
