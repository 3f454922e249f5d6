import { randomUUID } from "node:crypto";
import { auditedChange, type Change } from "#lib/platform/audit/audited-change.ts";
import { inTurn } from "#lib/platform/audit/turns.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { systemContext } from "#lib/platform/auth/system-context.ts";
import {
  can,
  roleInProject,
  type Grant,
  type Permission,
  type ProjectRole,
  type Role,
} from "#lib/platform/auth/permissions.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import type { Rows } from "#lib/platform/db/rows.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";
import { isProjectId, reachesProject } from "./project-reference.ts";

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

export type ProjectRow = Omit<LockedProject, "role" | "grant"> & {
  projectRole: ProjectRole | null;
};

/** What the gates read of a project `p`, with the actor's role in it. */
export const projectColumns = (ctx: Context): Prisma.Sql => Prisma.sql`
  p.id, p.organization_id AS "organizationId", p.revision, p.text_revision AS "textRevision",
  p.slug, p.name, p.description, p.scope::text AS scope, p.start_at AS "startAt",
  p.archived_at AS "archivedAt",
  (SELECT m.role::text FROM project_members m
    WHERE m.project_id = p.id AND m.user_id = ${ctx.userId}::uuid) AS "projectRole"`;

/** Whether `p` is the project behind an id or slug, in the actor's organisation. */
export const thisProject = (ctx: Context, reference: string): Prisma.Sql => Prisma.sql`
  p.organization_id = ${ctx.organizationId}::uuid AND ${
    isProjectId(reference)
      ? Prisma.sql`p.id = ${reference}::uuid`
      : Prisma.sql`p.slug = ${reference}`
  }`;

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
  const lock = (_tx: Tx, rows: Rows) => lockProject(rows, ctx, permission, reference);
  return changeLocked(ctx, reference, lock, change);
}

/**
 * The gate for the worker: no role is asked for, since nobody acts. `job` names it in the log. Throws
 * as `changeProject` does.
 */
export function changeProjectAsSystem<T>(
  job: string,
  { id, organizationId }: { id: string; organizationId: string },
  change: (change: Change<LockedProject>) => Promise<T>,
): Promise<T> {
  const base = {
    requestId: `${job}-${randomUUID()}`,
    origin: { ip: null, userAgent: null },
    locale: "en" as const,
    now: () => new Date(),
  };
  return changeProject(systemContext(base, organizationId), "project.edit", id, change);
}

/** What the gates of projects share: changes of one project take turns, then `lock` decides. */
export function changeLocked<T>(
  ctx: Context,
  reference: string,
  lock: (tx: Tx, rows: Rows) => Promise<LockedProject>,
  change: (change: Change<LockedProject>) => Promise<T>,
): Promise<T> {
  return inTurn(`${ctx.organizationId} ${reference}`, () =>
    auditedChange(ctx, "project", lock, change),
  );
}

/** Locks a project for a gate; throws as `changeProject` does. */
export async function lockProject(
  rows: Rows,
  ctx: Context,
  permission: Permission,
  reference: string,
): Promise<LockedProject> {
  const [row] = await rows<ProjectRow>(Prisma.sql`
    SELECT ${projectColumns(ctx)} FROM projects p WHERE ${thisProject(ctx, reference)}
    FOR NO KEY UPDATE OF p`);
  if (!row) throw new NotFoundError("project_not_found");
  return authorise(ctx, permission, row);
}

/** A locked row with what the actor may do; throws as `changeProject` does. */
export function authorise(ctx: Context, permission: Permission, row: ProjectRow): LockedProject {
  const { projectRole, ...project } = row;
  const role = roleInProject(ctx.organizationRole, projectRole);
  if (!role || !reachesProject(ctx, row.id)) throw new NotFoundError("project_not_found");
  const grant = can(role, permission);
  if (!grant) throw new ForbiddenError();
  if (project.archivedAt && permission !== "project.archive") {
    throw new ConflictError("project_archived");
  }
  return { ...project, role, grant };
}
