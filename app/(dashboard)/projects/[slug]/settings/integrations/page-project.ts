import { requirePageContext } from "#lib/platform/auth/page-context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { orNotFound } from "#lib/platform/http/or-not-found.ts";
import { getProject } from "#lib/projects/queries.ts";

/** Who reads, in which project, and whether they may manage its integrations. */
export async function requirePageProject(slug: string, path: string) {
  const ctx = await requirePageContext(path);
  const project = await orNotFound(getProject(ctx, { projectId: slug }));
  const manages = can(project.role, "integrations.manage") !== false && !project.archivedAt;
  return { ctx, project, manages };
}
