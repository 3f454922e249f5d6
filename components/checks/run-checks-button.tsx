"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { useRunChecks } from "./use-run-checks.ts";

/** Has all checks of a project run now. */
export function RunChecksButton({ projectId }: { projectId: string }) {
  const t = useTranslations("checks");
  const run = useRunChecks(projectId);
  return (
    <Button aria-busy={run.isPending} onClick={() => run.isPending || run.mutate({})}>
      <Play aria-hidden className="size-4" />
      {t("run.all")}
    </Button>
  );
}
