import { auditedChange, type Change } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import {
  can,
  roleInProject,
  type Grant,
  type Permission,
  type ProjectRole,
  type Role,
} from "#lib/platform/auth/permissions.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";
import { isProjectId } from "./project-reference.ts";

/** The locked project, and what the actor may do in it under the permission that was asked for. */
export type LockedProject = {
  id: string;
  organizationId: string;
  revision: number;
  textRevision: number;
  slug: string;
  name: string;
  description: string;
  scope: "core" | "complete";
  startAt: Date;
  archivedAt: Date | null;
  role: Role;
  grant: Grant;
};

type Row = Omit<LockedProject, "role" | "grant"> & { projectRole: ProjectRole | null };

/**
 * The gate of every write to a project: locks it within the actor's organisation, checks
 * `permission`, runs `change`, and appends what it records to the project's audit chain.
 * `reference` is the project's id or slug. Throws NotFoundError for a project that the actor cannot
 * see, ForbiddenError without the permission, ConflictError (`project_archived`) for an archived one
 * unless `permission` is `project.archive`.
 */
export function changeProject<T>(
  ctx: Context,
  permission: Permission,
  reference: string,
  change: (change: Change<LockedProject>) => Promise<T>,
): Promise<T> {
  return auditedChange(
    ctx,
    "project",
    async (tx) => {
      const byId = isProjectId(reference) ? reference : null;
      const [row] = await tx.$queryRaw<Row[]>`
        SELECT p.id, p.organization_id AS "organizationId", p.revision,
          p.text_revision AS "textRevision", p.slug, p.name, p.description, p.scope::text AS scope,
          p.start_at AS "startAt", p.archived_at AS "archivedAt",
          (SELECT m.role::text FROM project_members m
            WHERE m.project_id = p.id AND m.user_id = ${ctx.userId}::uuid) AS "projectRole"
        FROM projects p
        WHERE p.organization_id = ${ctx.organizationId}::uuid
          AND (p.id = ${byId}::uuid OR (${byId}::uuid IS NULL AND p.slug = ${reference}))
        FOR NO KEY UPDATE OF p`;
      if (!row) throw new NotFoundError("project_not_found");
      return authorise(ctx, permission, row);
    },
    change,
  );
}

function authorise(ctx: Context, permission: Permission, row: Row): LockedProject {
  const { projectRole, ...project } = row;
  const role = roleInProject(ctx.organizationRole, projectRole);
  if (!role) throw new NotFoundError("project_not_found");
  const grant = can(role, permission);
  if (!grant) throw new ForbiddenError();
  if (project.archivedAt && permission !== "project.archive") {
    throw new ConflictError("project_archived");
  }
  return { ...project, role, grant };
}
