import type { Context } from "#lib/platform/auth/context.ts";
import {
  can,
  roleInProject,
  type Permission,
  type ProjectRole,
  type Role,
} from "#lib/platform/auth/permissions.ts";
import { db } from "#lib/platform/db/read.ts";
import { ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";
import { isProjectId } from "./project-reference.ts";

/** A project as far as reads need it to know where they are and what the reader may. */
export type VisibleProject = {
  id: string;
  slug: string;
  name: string;
  scope: "core" | "complete";
  revision: number;
  startAt: Date;
  role: Role;
};

type Row = Omit<VisibleProject, "role"> & { projectRole: ProjectRole | null };

/**
 * The project behind an id or slug, for a reader who may under `permission`. Every read of a
 * project's objects starts here. Throws NotFoundError for a project that the reader cannot see.
 */
export async function findProject(
  ctx: Context,
  reference: string,
  permission: Permission = "project.read",
): Promise<VisibleProject> {
  const byId = isProjectId(reference) ? reference : null;
  const [row] = await db.$queryRaw<Row[]>`
    SELECT p.id, p.slug, p.name, p.scope::text AS scope, p.revision, p.start_at AS "startAt",
      (SELECT m.role::text FROM project_members m
        WHERE m.project_id = p.id AND m.user_id = ${ctx.userId}::uuid) AS "projectRole"
    FROM projects p
    WHERE p.organization_id = ${ctx.organizationId}::uuid
      AND (p.id = ${byId}::uuid OR (${byId}::uuid IS NULL AND p.slug = ${reference}))`;
  const role = row ? roleInProject(ctx.organizationRole, row.projectRole) : null;
  if (!row || !role) throw new NotFoundError("project_not_found");
  if (!can(role, permission)) throw new ForbiddenError();
  const { projectRole: _omitted, ...project } = row;
  return { ...project, role };
}
