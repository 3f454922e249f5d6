"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { exportFormats } from "#lib/projects/choices.ts";
import { exportProject } from "#lib/api-client/project-operations.ts";
import { endpointUrl } from "#lib/api-client/call.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { ArchiveProject } from "./archive-project.tsx";
import { ProjectDetailsForm } from "./project-details-form.tsx";
import { ProjectMembers } from "./project-members.tsx";
import { ProjectScope } from "./project-scope.tsx";
import { useProject } from "./use-project.ts";

interface ProjectSettingsProps {
  reference: string;
  /** What leads to the integrations. */
  integrations: ReactNode;
}

/** Everything about a project that is not its checklist. */
export function ProjectSettings({ reference, integrations }: ProjectSettingsProps) {
  const t = useTranslations("projects");
  const { data: project } = useProject(reference);
  if (!project) return <Skeleton className="h-96 w-full" />;
  const { role } = project;
  const editable = can(role, "project.edit") && project.archivedAt === null;
  return (
    <div>
      {editable && (
        <Section title={t("settings.details")}>
          <ProjectDetailsForm key={project.id} project={project} />
        </Section>
      )}
      {editable && project.catalogVersion !== null && (
        <Section title={t("scope.title")} about={t("scope.about")}>
          <ProjectScope project={project} />
        </Section>
      )}
      {editable && can(role, "project.members") && (
        <Section title={t("members.title")} about={t("members.about")}>
          <ProjectMembers reference={reference} />
        </Section>
      )}
      <Section title={t("settings.integrations")} about={t("settings.integrationsAbout")}>
        {integrations}
      </Section>
      <Section title={t("export.title")} about={t("export.about")}>
        <p className="flex flex-wrap gap-2">
          {exportFormats.map((format) => (
            <a
              key={format}
              className={buttonStyle("secondary", "md")}
              href={endpointUrl(exportProject, {
                params: { projectId: reference },
                query: { format },
              })}
              download
            >
              {t(`export.${format}`)}
            </a>
          ))}
        </p>
      </Section>
      {can(role, "project.archive") && (
        <Section title={t("archive.title")}>
          <ArchiveProject project={project} />
        </Section>
      )}
    </div>
  );
}

function Section(props: { title: string; about?: string; children: ReactNode }) {
  return (
    <section className="border-t border-line py-6 first:border-t-0">
      <h2 className="text-base font-semibold">{props.title}</h2>
      {props.about && <p className="mt-0.5 max-w-[64ch] text-muted">{props.about}</p>}
      <div className="mt-4">{props.children}</div>
    </section>
  );
}
