"use client";

import { useQuery } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Integration } from "#lib/integrations/contract.ts";
import { LoadFailure } from "./load-failure.tsx";
import { integrationHref, newIntegrationHref } from "./links.ts";
import { StateBadge } from "./state-badge.tsx";
import { targetOf } from "./target.ts";
import { integrationsQuery } from "./use-integrations.ts";

interface IntegrationListProps {
  slug: string;
  /** Whether the reader may connect and change. */
  manages: boolean;
}

/** A project's integrations and how they stand. */
export function IntegrationList({ slug, manages }: IntegrationListProps) {
  const t = useTranslations("integrations");
  const { data, error, refetch } = useQuery(integrationsQuery(slug));
  if (!data) {
    return error ? (
      <LoadFailure error={error} onRetry={() => void refetch()} />
    ) : (
      <Skeleton className="h-40 w-full" />
    );
  }
  if (data.integrations.length === 0) {
    return (
      <EmptyState
        icon={<Plug aria-hidden className="size-5" />}
        action={
          manages && (
            <LinkButton variant="primary" href={newIntegrationHref(slug)}>
              {t("connect")}
            </LinkButton>
          )
        }
      >
        {t(manages ? "empty" : "emptyReader")}
      </EmptyState>
    );
  }
  return (
    <ul aria-label={t("list.label")} className="-mx-2 divide-y divide-line border-y border-line">
      {data.integrations.map((integration) => (
        <IntegrationRow key={integration.id} slug={slug} integration={integration} />
      ))}
    </ul>
  );
}

function IntegrationRow({ slug, integration }: { slug: string; integration: Integration }) {
  const t = useTranslations("integrations");
  const { id, name, provider, state, failure, verdicts, retryAt, openUntil } = integration;
  const broken = state === "failing" || state === "open";
  const waitsUntil = openUntil ?? retryAt;
  return (
    <li className="relative grid gap-x-6 gap-y-1 px-2 py-3 hover:bg-sunken md:grid-cols-[minmax(0,1fr)_12rem_minmax(0,15rem)]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link
            href={integrationHref(slug, id)}
            className="font-medium break-words after:absolute after:inset-0"
          >
            {name}
          </Link>
          <span className="text-sm text-muted">{t(`provider.${provider}`)}</span>
        </p>
        <p className="truncate font-mono text-xs leading-5 text-muted">{targetOf(integration)}</p>
        {broken && failure && <p className="mt-0.5 text-sm">{t(`reasons.${failure}`)}</p>}
      </div>
      <StateBadge state={state} />
      <div className="text-sm text-muted md:text-right">
        <p className="tabular-nums">{t("list.verdicts", verdicts)}</p>
        {verdicts.notRun > 0 && (
          <p className="tabular-nums">{t("list.pending", { count: verdicts.notRun })}</p>
        )}
        <p>
          <LastRead at={integration.succeededAt} />
        </p>
        {waitsUntil && (
          <p>{t.rich("list.retry", { time: () => <RelativeTime value={waitsUntil} /> })}</p>
        )}
      </div>
    </li>
  );
}

function LastRead({ at }: { at: string | null }) {
  const t = useTranslations("integrations");
  if (!at) return t("list.notRead");
  return t.rich("list.lastSuccess", { time: () => <RelativeTime value={at} /> });
}
