"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Combobox } from "#components/ui/combobox.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { projectRoles } from "#lib/projects/choices.ts";
import { invitableProjectsQuery } from "./use-invitations.ts";

export type ProjectRoles = { projectId: string; role: (typeof projectRoles)[number] }[];

interface InvitedProjectsProps {
  value: ProjectRoles;
  onChange: (value: ProjectRoles) => void;
}

/** Which projects an invited member sees from the start, and as what. */
export function InvitedProjects({ value, onChange }: InvitedProjectsProps) {
  const t = useTranslations("invitations");
  const { data } = useQuery(invitableProjectsQuery(true));
  const projects = data?.projects ?? [];
  const nameOf = (id: string) => projects.find((project) => project.id === id)?.name ?? "";
  const chosen = new Set(value.map(({ projectId }) => projectId));
  const free = projects.filter(({ id }) => !chosen.has(id));
  if (projects.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="text-sm font-medium">{t("projects")}</legend>
      <p className="text-xs text-muted">{t("projectsHint")}</p>
      <ul className="flex flex-col gap-1.5 empty:hidden">
        {value.map(({ projectId, role }) => (
          <li key={projectId} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 break-words">{nameOf(projectId)}</span>
            <Select
              label={t("projectRole", { project: nameOf(projectId) })}
              size="sm"
              className="w-32!"
              value={role}
              onValueChange={(next) =>
                onChange(
                  value.map((each) =>
                    each.projectId === projectId ? { projectId, role: next } : each,
                  ),
                )
              }
              items={projectRoles.map((each) => ({
                value: each,
                label: t(`projectRoles.${each}`),
              }))}
            />
            <IconButton
              size="sm"
              label={t("removeProject", { project: nameOf(projectId) })}
              onClick={() => onChange(value.filter((each) => each.projectId !== projectId))}
            >
              <X aria-hidden className="size-4" />
            </IconButton>
          </li>
        ))}
      </ul>
      {free.length > 0 && (
        <Combobox
          label={t("addProject")}
          placeholder={t("addProject")}
          searchPlaceholder={t("searchProjects")}
          emptyText={t("noProjects")}
          value={null}
          onValueChange={(projectId) =>
            projectId && onChange([...value, { projectId, role: "engineer" }])
          }
          items={free.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </fieldset>
  );
}
