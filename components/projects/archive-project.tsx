"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { ProjectSummary } from "#lib/projects/contract.ts";
import { useArchiveProject } from "./use-project-settings.ts";

/** Takes a project out of the way, read-only, and back. */
export function ArchiveProject({ project }: { project: ProjectSummary }) {
  const t = useTranslations("projects");
  const errorText = useErrorText();
  const archive = useArchiveProject(project.slug);
  const isArchived = project.archivedAt !== null;

  function set(archived: boolean, isUndo = false): void {
    const undo = { label: t("undo"), onPress: () => set(!archived, true) };
    archive.mutate(archived, {
      onSuccess: () =>
        showToast({
          title: t(archived ? "archive.done" : "archive.back"),
          ...(isUndo ? {} : { action: undo }),
        }),
      onError: (error) => showToast({ title: errorText(error), tone: "fail" }),
    });
  }

  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="max-w-[56ch] text-muted">{t(isArchived ? "archive.isOn" : "archive.about")}</p>
      <Button pending={archive.isPending} onClick={() => set(!isArchived)}>
        {t(isArchived ? "archive.restore" : "archive.action")}
      </Button>
    </div>
  );
}
