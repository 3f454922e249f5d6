import { countedClaim, disagrees, inScope, isDone } from "#lib/checklist/item-fields.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { roleInProject, type ProjectRole } from "#lib/platform/auth/permissions.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import type { db } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { ProjectSummary, Readiness } from "./contract.ts";

type Row = Omit<ProjectSummary, "role" | "readiness" | "startAt" | "archivedAt" | "createdAt"> & {
  startAt: Date;
  archivedAt: Date | null;
  createdAt: Date;
  projectRole: ProjectRole | null;
} & Readiness;

/** Anything that runs a query: the read connections, or a change that reads its own writes. */
type Reader = Pick<Tx | typeof db, "$queryRaw">;

const now = Prisma.sql`now()`;
const counting = Prisma.sql`NOT (i.claim = 'not_applicable' OR coalesce(i.waived_until > now(), false))`;

/** The figures of the project `p`, as a lateral subquery. */
const readiness = Prisma.sql`(
  SELECT count(*)::int AS "total",
    count(*) FILTER (WHERE ${countedClaim(now)} = 'todo')::int AS "todo",
    count(*) FILTER (WHERE i.claim = 'in_progress')::int AS "inProgress",
    count(*) FILTER (WHERE ${counting} AND ${isDone(now)})::int AS "done",
    count(*) FILTER (WHERE i.claim = 'not_applicable')::int AS "notApplicable",
    count(*) FILTER (WHERE ${counting} AND i.verdict = 'pass')::int AS "verified",
    count(*) FILTER (WHERE i.waived_until > now())::int AS "waived",
    count(*) FILTER (WHERE i.claim IN ('todo', 'in_progress') AND i.due_at < now())::int AS "overdue",
    count(*) FILTER (WHERE ${disagrees(now)})::int AS "disagreements",
    coalesce(sum(h.weight) FILTER (WHERE ${counting}), 0)::int AS "weightTotal",
    coalesce(sum(h.weight) FILTER (WHERE ${counting} AND ${isDone(now)}), 0)::int AS "weightDone",
    coalesce(sum(h.weight) FILTER (WHERE ${counting} AND i.verdict = 'pass'), 0)::int AS "weightVerified"
  FROM items i JOIN headings h ON h.id = i.phase_id
  WHERE i.project_id = p.id AND ${inScope})`;

/** Selects projects `p` that satisfy `where` (within the actor's organisation), in the order of `tail`. */
export async function selectProjects(
  reader: Reader,
  ctx: Context,
  where: Prisma.Sql,
  tail: Prisma.Sql,
): Promise<ProjectSummary[]> {
  const rows = await reader.$queryRaw<Row[]>`
    SELECT p.id, p.slug, p.name, p.description, p.scope::text AS scope,
      t.version AS "catalogVersion", p.start_at AS "startAt", p.archived_at AS "archivedAt",
      p.created_at AS "createdAt", p.revision, p.text_revision AS "textRevision",
      m.role::text AS "projectRole", r.*
    FROM (
      SELECT p.* FROM projects p
      LEFT JOIN project_members m ON m.project_id = p.id AND m.user_id = ${ctx.userId}::uuid
      WHERE p.organization_id = ${ctx.organizationId}::uuid
        AND (${ctx.organizationRole} <> 'member' OR m.user_id IS NOT NULL) AND ${where}
      ${tail}
    ) p
    LEFT JOIN project_members m ON m.project_id = p.id AND m.user_id = ${ctx.userId}::uuid
    LEFT JOIN template_versions t ON t.id = p.template_version_id
    CROSS JOIN LATERAL ${readiness} r
    ORDER BY p.name, p.id`;
  return rows.map((row) => toSummary(ctx, row));
}

function toSummary(ctx: Context, row: Row): ProjectSummary {
  const { id, slug, name, description, scope, catalogVersion, revision, textRevision } = row;
  const role = roleInProject(ctx.organizationRole, row.projectRole);
  if (!role || role === "member") throw new NotFoundError("project_not_found");
  const { total, todo, inProgress, done, notApplicable, verified, waived } = row;
  const { overdue, disagreements, weightTotal, weightDone, weightVerified } = row;
  const claims = { total, todo, inProgress, done, notApplicable };
  const counts = { ...claims, verified, waived, overdue, disagreements };
  return {
    ...{ id, slug, name, description, scope, catalogVersion, revision, textRevision, role },
    startAt: row.startAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    readiness: { ...counts, weightTotal, weightDone, weightVerified },
  };
}

/**
 * One project with its figures. Inside a change, `revision` is the one it will have after commit.
 * Throws NotFoundError when the actor cannot see it.
 */
export async function projectSummary(
  reader: Reader,
  ctx: Context,
  projectId: string,
  revision?: number,
): Promise<ProjectSummary> {
  const where = Prisma.sql`p.id = ${projectId}::uuid`;
  const [project] = await selectProjects(reader, ctx, where, Prisma.empty);
  if (!project) throw new NotFoundError("project_not_found");
  return revision === undefined ? project : { ...project, revision };
}
