"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";

import type { ItemChecks } from "#lib/checks/contract.ts";
import { Disclosure } from "./disclosure.tsx";

interface MissingWaysProps {
  slug: string;
  missing: ItemChecks["missing"];
  manages: boolean;
}

/** What else could verify the item: services to connect, what a person attests, what is not available. */
export function MissingWays({ slug, missing, manages }: MissingWaysProps) {
  const t = useTranslations("checks");
  const groups = Map.groupBy(missing, ({ provider, why }) => `${why} ${provider}`);
  if (groups.size === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-1.5 border-t border-line pt-2 first:border-t-0 first:pt-0">
      {[...groups].map(([key, ways]) => {
        const [first] = ways;
        if (!first) return null;
        return (
          <li key={key} className="text-sm">
            <WayTitle slug={slug} provider={first.provider} why={first.why} manages={manages} />
            <Disclosure label={t("ways.checks", { count: ways.length })}>
              <ul className="flex flex-col gap-1.5 text-sm">
                {ways.map(({ check, signal }) => (
                  <li key={check}>
                    <span className="block font-mono text-xs break-all text-muted">{check}</span>
                    <span className="break-words">{signal}</span>
                  </li>
                ))}
              </ul>
            </Disclosure>
          </li>
        );
      })}
    </ul>
  );
}

interface WayTitleProps {
  slug: string;
  provider: string;
  why: ItemChecks["missing"][number]["why"];
  manages: boolean;
}

function WayTitle({ slug, provider, why, manages }: WayTitleProps) {
  const t = useTranslations("checks");
  const word = `ways.provider.${provider}`;
  const name = t.has(word) ? t(word) : provider;
  if (why !== "not_connected" || !manages) return <p>{t(`ways.${why}`, { name })}</p>;
  const href = `/projects/${encodeURIComponent(slug)}/settings/integrations/new?provider=${provider}`;
  return (
    <Link
      href={href}
      className="inline-flex min-h-6 items-center rounded-sm text-accent-ink underline underline-offset-4"
    >
      {t("ways.connect", { name })}
    </Link>
  );
}
