"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useCommandSource, type CommandSource } from "#components/ui/commands.ts";
import { matchesWords } from "#components/ui/match-words.ts";
import { integrationsHref, newIntegrationHref } from "./links.ts";

/** Puts a project's integrations into the palette, and connecting one for those who may. */
export function useIntegrationCommands(slug: string, manages: boolean): void {
  const t = useTranslations("integrations");
  const router = useRouter();
  const source = useMemo<CommandSource>(() => {
    const all = [
      { id: "integrations", label: t("openCommand"), href: integrationsHref(slug) },
      ...(manages
        ? [{ id: "connect-service", label: t("connect"), href: newIntegrationHref(slug) }]
        : []),
    ];
    return {
      group: t("title"),
      search: async (query) =>
        all
          .filter(({ label }) => matchesWords(label, query))
          .map(({ id, label, href }) => ({ id, label, onSelect: () => router.push(href) })),
    };
  }, [t, router, slug, manages]);
  useCommandSource(source);
}
