import type { Context } from "#lib/platform/auth/context.ts";
import { db } from "#lib/platform/db/read.ts";
import { findProject } from "#lib/projects/queries.ts";
import { assertReadsOrganization } from "./queries.ts";

/** Somebody who may have left traces; `former`: is no member any more. */
export type AuditPerson = { id: string; name: string; former: boolean };

/** Who may be named in a project's log: whoever can see the project or has acted in it. */
export async function listProjectActors(ctx: Context, project: string): Promise<AuditPerson[]> {
  const { id } = await findProject(ctx, project, "audit.project");
  return db.$queryRaw<AuditPerson[]>`
    SELECT u.id, u.name, m.removed_at IS NOT NULL AS former
    FROM members m JOIN users u ON u.id = m.user_id
    WHERE m.organization_id = ${ctx.organizationId}::uuid
      AND ((m.removed_at IS NULL AND (m.role IN ('owner', 'admin') OR EXISTS (
          SELECT FROM project_members p WHERE p.project_id = ${id}::uuid AND p.user_id = m.user_id)))
        OR EXISTS (SELECT FROM audit_events e WHERE e.stream_id = ${id}::uuid AND e.actor_id = m.user_id))
    ORDER BY former, u.name, u.id`;
}

/** Everybody who is or was in the organisation, and its projects, by name. */
export async function listOrganizationActors(
  ctx: Context,
): Promise<{ people: AuditPerson[]; projects: { id: string; name: string }[] }> {
  assertReadsOrganization(ctx);
  const [people, projects] = await Promise.all([
    db.$queryRaw<AuditPerson[]>`
      SELECT u.id, u.name, m.removed_at IS NOT NULL AS former
      FROM members m JOIN users u ON u.id = m.user_id
      WHERE m.organization_id = ${ctx.organizationId}::uuid
      ORDER BY former, u.name, u.id`,
    db.project.findMany({
      where: { organizationId: ctx.organizationId },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { id: true, name: true },
    }),
  ]);
  return { people, projects };
}
