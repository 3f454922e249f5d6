import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "./change-project.ts";
import type { archiveProjectEndpoint, ProjectSummary } from "./contract.ts";
import { projectSummary } from "./project-summary.ts";

/** Archives a project, which then refuses all other changes, or brings it back. Returns it. */
export function archiveProject(
  ctx: Context,
  input: Input<typeof archiveProjectEndpoint>,
): Promise<ProjectSummary> {
  const { projectId, archived } = input;
  return changeProject(
    ctx,
    "project.archive",
    projectId,
    async ({ tx, row: project, now, record }) => {
      if ((project.archivedAt !== null) === archived) return projectSummary(tx, ctx, project.id);
      const archivedAt = archived ? now : null;
      const revision = record({
        action: archived ? "project.archived" : "project.restored",
        subject: { type: "project", id: project.id },
        before: { archivedAt: project.archivedAt?.toISOString() ?? null },
        after: { archivedAt: archivedAt?.toISOString() ?? null },
      });
      await tx.project.update({ where: { id: project.id }, data: { archivedAt } });
      return projectSummary(tx, ctx, project.id, revision);
    },
  );
}
