"use client";

import type { ReactNode } from "react";

import { useCheckCommands } from "#components/checks/use-check-commands.tsx";
import { ProjectFrame } from "#components/frame/project-frame.tsx";
import { useIntegrationCommands } from "#components/integrations/use-integration-commands.ts";
import { useProjectCommands } from "#components/projects/use-project-commands.ts";
import { useProjectKeys } from "#components/projects/use-project-keys.ts";
import { ProjectEvents } from "#components/projects/use-project-events.tsx";
import { useProject, useProjectOverview } from "#components/projects/use-project.ts";
import { GateStrip } from "#components/reports/gate-strip.tsx";
import { can } from "#lib/platform/auth/permissions.ts";
import type { ProjectSummary } from "#lib/projects/contract.ts";
import { AuditRefresh } from "./audit-refresh.tsx";

interface ProjectShellProps {
  slug: string;
  /** As the server has loaded it. */
  project: ProjectSummary;
  children: ReactNode;
}

/** Joins the project's frame with its live figures and the stream of its changes. */
export function ProjectShell({ slug, project, children }: ProjectShellProps) {
  const current = useProject(slug).data ?? project;
  const overview = useProjectOverview(slug).data;
  useProjectCommands();
  useCheckCommands(current, !current.archivedAt && can(current.role, "checks.run") !== false);
  useProjectKeys(slug);
  useIntegrationCommands(
    slug,
    can(current.role, "integrations.manage") !== false && !current.archivedAt,
  );
  return (
    <ProjectEvents key={project.id} project={project}>
      <AuditRefresh projectId={project.id} revision={project.revision} />
      <ProjectFrame
        project={current}
        disagreements={current.readiness.disagreements}
        tabs={{
          audit: can(current.role, "audit.project") !== false,
          settings: can(current.role, "project.edit") !== false,
        }}
        gateStrip={overview && <GateStrip slug={slug} overview={overview} />}
      >
        {children}
      </ProjectFrame>
    </ProjectEvents>
  );
}
