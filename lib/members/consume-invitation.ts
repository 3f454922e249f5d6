import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { OrganizationRole } from "#lib/platform/auth/permissions.ts";
import { grantRoleWithin, lockProjectsWithin } from "#lib/projects/grant-role.ts";
import { readProjectRoles } from "./invitation-queries.ts";

/** A member who has just come another way than by a link; `role` is the one that they came with. */
type Arrived = { userId: string; email: string; role: OrganizationRole };

/**
 * Takes the pending invitation of somebody's address as accepted, inside the change that lets them
 * in. Their role in the organisation stays the one that they came with; members get the roles in
 * projects that the invitation holds. Returns the projects that changed, to be announced after the
 * commit.
 */
export async function consumeInvitation(
  { tx, now, record }: Pick<Change<StreamRow>, "tx" | "now" | "record">,
  ctx: Context,
  { userId, email, role }: Arrived,
): Promise<string[]> {
  const { organizationId } = ctx;
  const pending = { organizationId, email, acceptedAt: null, revokedAt: null };
  const found = await tx.invitation.findFirst({ where: { ...pending, expiresAt: { gt: now } } });
  if (!found) return [];
  await tx.invitation.update({ where: { id: found.id }, data: { acceptedAt: now } });
  record({ action: "invitation.accepted", subject: { type: "invitation", id: found.id } });
  const roles = role === "member" ? readProjectRoles(found) : [];
  const projects = await lockProjectsWithin(
    tx,
    ctx,
    roles.map(({ projectId }) => projectId),
  );
  for (const project of projects) {
    const granted = roles.find(({ projectId }) => projectId === project.id);
    if (granted) await grantRoleWithin(tx, ctx, project, { userId, role: granted.role });
  }
  return projects.map(({ id }) => id);
}
