import { auditedChangeWithin } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { ProjectRole } from "#lib/platform/auth/permissions.ts";
import type { Tx } from "#lib/platform/db/client.ts";

/** A project that is locked inside a change of its organisation. */
export type GrantedProject = { id: string; revision: number };

/**
 * Locks those of the organisation's projects that are there and not archived. For changes that hold
 * the organisation's lock: before they touch rows of members, so that nobody waits in a circle.
 */
export function lockProjectsWithin(
  tx: Tx,
  { organizationId }: Context,
  projectIds: readonly string[],
): Promise<GrantedProject[]> {
  return tx.$queryRaw<GrantedProject[]>`
    SELECT id, revision FROM projects
    WHERE organization_id = ${organizationId}::uuid AND id = ANY(${projectIds}::uuid[])
      AND archived_at IS NULL
    ORDER BY id FOR NO KEY UPDATE`;
}

/** Gives a new member a role in a locked project, with an event in the project's chain. */
export async function grantRoleWithin(
  tx: Tx,
  ctx: Context,
  project: GrantedProject,
  { userId, role }: { userId: string; role: ProjectRole },
): Promise<void> {
  const { organizationId } = ctx;
  const at = { projectId_userId: { projectId: project.id, userId } };
  await auditedChangeWithin(
    tx,
    ctx,
    "project",
    () => Promise.resolve(project),
    async ({ now, record }) => {
      const before = await tx.projectMember.findUnique({ where: at, select: { role: true } });
      if (before?.role === role) return;
      await tx.projectMember.upsert({
        where: at,
        create: { organizationId, projectId: project.id, userId, role, createdAt: now },
        update: { role },
      });
      record({
        action: "project_member.set",
        subject: { type: "member", id: userId },
        ...(before ? { before: { role: before.role } } : {}),
        after: { role },
      });
    },
  );
}
