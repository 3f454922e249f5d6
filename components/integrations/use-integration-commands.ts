"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useCommandSource, type CommandSource } from "#components/ui/commands.ts";
import { integrationsHref, newIntegrationHref } from "./links.ts";

/** Puts a project's integrations into the palette, and connecting one for those who may. */
export function useIntegrationCommands(slug: string, manages: boolean): void {
  const t = useTranslations("integrations");
  const router = useRouter();
  const source = useMemo<CommandSource>(() => {
    const open = { id: "integrations", label: t("openCommand"), href: integrationsHref(slug) };
    const connect = { id: "connect-service", label: t("connect"), href: newIntegrationHref(slug) };
    const items = manages ? [open, connect] : [open];
    return {
      group: t("title"),
      items: items.map(({ href, ...item }) => ({ ...item, onSelect: () => router.push(href) })),
    };
  }, [t, router, slug, manages]);
  useCommandSource(source);
}
