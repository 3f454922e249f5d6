"use client";

import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { titleIn, TitleText } from "#components/ui/title-text.tsx";
import { VerdictMark } from "#components/ui/verdict-mark.tsx";
import type { ProviderId, UnknownReason } from "#lib/integrations/choices.ts";
import type { IntegrationCheck } from "#lib/integrations/contract.ts";
import { CheckSettings } from "./check-settings.tsx";
import { useWords } from "./use-words.ts";

interface IntegrationChecksProps {
  slug: string;
  provider: ProviderId;
  checks: readonly IntegrationCheck[];
  /** Whether the reader may change their settings. */
  manages: boolean;
}

/** What wants somebody first stands first. */
const ORDER: readonly IntegrationCheck["verdict"][] = [
  ...(["fail", "stale", "unknown", "pass", "not_run"] as const),
];

/** The checks of an integration: what each reads, what it last said and why, and for which items. */
export function IntegrationChecks({ slug, provider, checks, manages }: IntegrationChecksProps) {
  const t = useTranslations("integrations");
  const sorted = checks.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  return (
    <section aria-labelledby="integration-checks">
      <h2 id="integration-checks" className="mb-2 text-base font-semibold">
        {t("detail.checks")} <span className="figures font-normal text-muted">{checks.length}</span>
      </h2>
      {checks.length === 0 && <p className="text-muted">{t("detail.noChecks")}</p>}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {sorted.map((check) => (
          <CheckRow
            key={check.id}
            slug={slug}
            provider={provider}
            check={check}
            configurable={manages && check.available && check.fields.length > 0}
          />
        ))}
      </ul>
    </section>
  );
}

interface CheckRowProps {
  slug: string;
  provider: ProviderId;
  check: IntegrationCheck;
  configurable: boolean;
}

function CheckRow({ slug, provider, check, configurable }: CheckRowProps) {
  const t = useTranslations("integrations");
  const { name, signal, verdict, reason, detail, ranAt, items } = check;
  return (
    <li className="grid gap-x-6 gap-y-1 py-2.5 md:grid-cols-[minmax(0,1fr)_13rem]">
      <div className="min-w-0">
        <p className="font-mono text-sm break-all">{name}</p>
        {/* The catalog says it in English only. */}
        <p className="max-w-[80ch] text-sm break-words text-muted">
          <TitleText text={signal} />
        </p>
        {reason && <p className="mt-1 max-w-[72ch] text-sm">{t(`reasons.${reason}`)}</p>}
        {reason && detail && <Detail provider={provider} reason={reason} detail={detail} />}
        {!check.available && <p className="mt-1 text-sm">{t("detail.unavailable")}</p>}
        <ItemLinks slug={slug} items={items} />
        {configurable && <CheckSettings slug={slug} provider={provider} check={check} />}
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

interface DetailProps {
  provider: ProviderId;
  reason: UnknownReason;
  detail: string;
}

/** The provider's own words, or what a field that nobody has filled in is called. */
function Detail({ provider, reason, detail }: DetailProps) {
  const words = useWords(provider);
  if (reason === "not_declared") {
    return <span className="block text-sm text-muted">{words.anyField(detail)}</span>;
  }
  return <code className="block font-mono text-xs break-all text-muted">{detail}</code>;
}

function ItemLinks({ slug, items }: { slug: string; items: IntegrationCheck["items"] }) {
  const t = useTranslations("integrations");
  const locale = useLocale();
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm text-muted">
      {t("detail.items")}
      {items.map((item) => (
        <Link
          key={item.id}
          href={`/projects/${encodeURIComponent(slug)}/checklist?item=${item.code}`}
          title={titleIn(item, locale).replaceAll("`", "")}
          className="inline-flex min-h-6 items-center font-mono underline underline-offset-4 hover:text-ink pointer-coarse:min-h-11"
        >
          {item.code}
        </Link>
      ))}
    </p>
  );
}
