"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { showToast } from "#components/ui/toast.tsx";
import type { IntegrationProvider } from "#lib/integrations/connect-contract.ts";
import { IntegrationForm } from "./integration-form.tsx";
import { integrationHref, integrationsHref, newIntegrationHref } from "./links.ts";
import { providersQuery } from "./use-integrations.ts";
import { WalkSteps } from "./walk-steps.tsx";

interface ConnectWalkProps {
  slug: string;
  /** The provider that the page's address names. */
  chosen: string | null;
}

/** The way to a connected service: choose, configure, test, see what it will verify, connect. */
export function ConnectWalk({ slug, chosen }: ConnectWalkProps) {
  const { providers } = useSuspenseQuery(providersQuery(slug)).data;
  const provider = providers.find(({ id }) => id === chosen);
  if (!provider) return <ProviderChoice slug={slug} providers={providers} />;
  return <Configure key={provider.id} slug={slug} provider={provider} />;
}

interface ProviderChoiceProps {
  slug: string;
  providers: readonly IntegrationProvider[];
}

/** Every service that can be connected, and how many items it could verify. */
function ProviderChoice({ slug, providers }: ProviderChoiceProps) {
  const t = useTranslations("integrations");
  if (providers.length === 0) return <p className="text-muted">{t("noneAvailable")}</p>;
  return (
    <section aria-labelledby="choose-service" className="flex max-w-3xl flex-col gap-4">
      <WalkSteps current="choose" />
      <h2 id="choose-service" className="sr-only">
        {t("step.choose")}
      </h2>
      <ul className="-mx-2 divide-y divide-line border-y border-line">
        {providers.map((provider) => (
          <li key={provider.id} className="relative px-2 py-3 hover:bg-sunken">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <Link
                href={newIntegrationHref(slug, provider.id)}
                className="font-medium after:absolute after:inset-0"
              >
                {t(`provider.${provider.id}`)}
              </Link>
              <span className="text-sm text-muted">
                {t("itemCount", { count: countItems(provider) })}
              </span>
            </div>
            <p className="text-muted">{t(`providerAbout.${provider.id}`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function countItems({ checks }: IntegrationProvider): number {
  const available = checks.filter((check) => check.available);
  return new Set(available.flatMap(({ items }) => items)).size;
}

function Configure({ slug, provider }: { slug: string; provider: IntegrationProvider }) {
  const t = useTranslations("integrations");
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  // It takes the place of the choice, so the focus comes along.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-labelledby="configure-service">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2
          id="configure-service"
          ref={heading}
          tabIndex={-1}
          className="text-base font-semibold outline-none"
        >
          {t(`provider.${provider.id}`)}
        </h2>
        <Link
          href={newIntegrationHref(slug)}
          className="text-sm text-muted underline-offset-4 hover:text-ink hover:underline"
        >
          {t("back")}
        </Link>
      </div>
      <IntegrationForm
        slug={slug}
        provider={provider}
        stored={null}
        onSaved={({ id, name }) => {
          showToast({ title: t("done.connected", { name }), tone: "done" });
          router.push(integrationHref(slug, id));
        }}
        onCancel={() => router.push(integrationsHref(slug))}
      />
    </section>
  );
}
