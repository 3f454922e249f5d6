"use client";

import { useTranslations } from "next-intl";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { projectScopes } from "#lib/projects/choices.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import type { ProjectSummary } from "#lib/projects/contract.ts";
import { useUpdateProject } from "./use-project-settings.ts";

/** Core or complete. Either way nothing is lost, so it happens at once and can be undone. */
export function ProjectScope({ project }: { project: ProjectSummary }) {
  const t = useTranslations("projects");
  const errorText = useErrorText();
  const update = useUpdateProject(project.slug);
  const shown = update.isPending ? (update.variables.scope ?? project.scope) : project.scope;

  function change(scope: ProjectSummary["scope"], isUndo = false): void {
    const before = project.scope;
    update.mutate(
      { scope },
      {
        onSuccess: () =>
          showToast({
            title: t(`scope.now_${scope}`),
            ...(isUndo
              ? {}
              : { action: { label: t("undo"), onPress: () => change(before, true) } }),
          }),
        onError: (error) => showToast({ title: errorText(error), tone: "fail" }),
      },
    );
  }

  return (
    <RadioGroup
      label={t("scope.label")}
      value={shown}
      onValueChange={(scope) => change(scope)}
      items={projectScopes.map((scope) => ({
        value: scope,
        label: t(`form.${scope}`),
        hint: t(`form.${scope}Hint`),
      }))}
    />
  );
}
