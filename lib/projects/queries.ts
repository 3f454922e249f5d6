import { z } from "zod";
import type { Context } from "#lib/platform/auth/context.ts";
import {
  can,
  roleInProject,
  type Permission,
  type ProjectRole,
  type Role,
} from "#lib/platform/auth/permissions.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db, readRows } from "#lib/platform/db/read.ts";
import { ForbiddenError, NotFoundError } from "#lib/platform/errors.ts";
import { fromCursor, toCursor } from "#lib/platform/http/cursor.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { line } from "#lib/platform/http/fields.ts";
import type {
  getProjectEndpoint,
  listProjectMembersEndpoint,
  listProjectsEndpoint,
  ProjectMember,
  ProjectSummary,
} from "./contract.ts";
import { isProjectId, reachesProject } from "./project-reference.ts";
import { projectSummary, selectProjects } from "./project-summary.ts";

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
  const [row] = await readRows<Row>(Prisma.sql`
    SELECT p.id, p.slug, p.name, p.scope::text AS scope, p.revision, p.start_at AS "startAt",
      (SELECT m.role::text FROM project_members m
        WHERE m.project_id = p.id AND m.user_id = ${ctx.userId}::uuid) AS "projectRole"
    FROM projects p
    WHERE p.organization_id = ${ctx.organizationId}::uuid
      AND ${isProjectId(reference) ? Prisma.sql`p.id = ${reference}::uuid` : Prisma.sql`p.slug = ${reference}`}`);
  const role = row ? roleInProject(ctx.organizationRole, row.projectRole) : null;
  if (!row || !role || !reachesProject(ctx, row.id)) throw new NotFoundError("project_not_found");
  if (!can(role, permission)) throw new ForbiddenError();
  const { projectRole: _omitted, ...project } = row;
  return { ...project, role };
}

const nameKeys = z.tuple([line(120), z.uuid()]);

/** The projects that the reader can see, a page of them by name, with their figures. */
export async function listProjects(
  ctx: Context,
  input: Input<typeof listProjectsEndpoint>,
): Promise<Output<typeof listProjectsEndpoint>> {
  const archived = input.archived
    ? Prisma.sql`p.archived_at IS NOT NULL`
    : Prisma.sql`p.archived_at IS NULL`;
  const [name, id] = input.cursor ? fromCursor(input.cursor, nameKeys) : [null, null];
  const where = input.cursor
    ? Prisma.sql`${archived} AND (p.name, p.id) > (${name}, ${id}::uuid)`
    : archived;
  const tail = Prisma.sql`ORDER BY p.name, p.id LIMIT ${input.limit + 1}`;
  const rows = await selectProjects(db, ctx, where, tail);
  const projects = rows.slice(0, input.limit);
  const last = projects.at(-1);
  const hasMore = rows.length > input.limit && last;
  return { projects, nextCursor: hasMore ? toCursor([last.name, last.id]) : null };
}

/** One project with its figures. Throws NotFoundError when the reader cannot see it. */
export async function getProject(
  ctx: Context,
  input: Input<typeof getProjectEndpoint>,
): Promise<ProjectSummary> {
  const { id } = await findProject(ctx, input.projectId);
  return projectSummary(db, ctx, id);
}

/**
 * Who can see a project: owners, administrators, its members; then those who cannot any more, but
 * whose name still stands somewhere in it. Each part by name.
 */
export async function listProjectMembers(
  ctx: Context,
  input: Input<typeof listProjectMembersEndpoint>,
): Promise<Output<typeof listProjectMembersEndpoint>> {
  const { id } = await findProject(ctx, input.projectId);
  const members = await db.$queryRaw<ProjectMember[]>`
    WITH RECURSIVE actors AS (
      (SELECT actor_id FROM audit_events WHERE stream_id = ${id}::uuid AND actor_id IS NOT NULL
        ORDER BY actor_id LIMIT 1)
      UNION ALL
      -- One look into the index per person, not per event.
      SELECT (SELECT e.actor_id FROM audit_events e WHERE e.stream_id = ${id}::uuid
        AND e.actor_id > a.actor_id ORDER BY e.actor_id LIMIT 1)
      FROM actors a WHERE a.actor_id IS NOT NULL
    ), traces AS (
      SELECT actor_id AS user_id FROM actors
      UNION SELECT assignee_id FROM items WHERE project_id = ${id}::uuid
      UNION SELECT claimed_by FROM items WHERE project_id = ${id}::uuid
    ), people AS (
      SELECT m.user_id, CASE WHEN m.removed_at IS NOT NULL THEN NULL
        WHEN m.role <> 'member' THEN m.role::text ELSE p.role::text END AS role
      FROM members m
      LEFT JOIN project_members p ON p.project_id = ${id}::uuid AND p.user_id = m.user_id
      WHERE m.organization_id = ${ctx.organizationId}::uuid
    )
    SELECT u.id AS "userId", u.name, u.email, u.kind::text AS kind, p.role, p.role IS NULL AS removed
    FROM people p JOIN users u ON u.id = p.user_id
    WHERE p.role IS NOT NULL OR p.user_id IN (SELECT user_id FROM traces)
    ORDER BY p.role IS NULL, u.name, u.id`;
  return { members };
}
