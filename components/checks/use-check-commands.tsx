"use client";

import { GitCompareArrows, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";

import { useCommandSource, type CommandSource } from "#components/ui/commands.ts";
import { useRunChecks } from "./use-run-checks.ts";

/** Offers a project's disagreements in the palette, and running its checks to those who may. */
export function useCheckCommands(project: { id: string; slug: string }, mayRun: boolean): void {
  const t = useTranslations("checks");
  const router = useRouter();
  const { mutate } = useRunChecks(project.id);
  const { slug } = project;
  const source = useMemo<CommandSource>(() => {
    const keywords = t("palette.keywords");
    const open = {
      ...{ id: "disagreements", label: t("palette.open"), keywords },
      icon: <GitCompareArrows aria-hidden className="size-4" />,
      onSelect: () => router.push(`/projects/${encodeURIComponent(slug)}/disagreements`),
    };
    const run = {
      ...{ id: "run-checks", label: t("palette.run"), keywords },
      icon: <Play aria-hidden className="size-4" />,
      onSelect: () => mutate({}),
    };
    return { group: t("group"), items: mayRun ? [open, run] : [open] };
  }, [t, router, slug, mayRun, mutate]);
  useCommandSource(source);
}
