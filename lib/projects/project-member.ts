import type { Tx } from "#lib/platform/db/client.ts";
import { ConflictError, NotFoundError } from "#lib/platform/errors.ts";
import type { LockedProject } from "./change-project.ts";
import type { ProjectMember } from "./contract.ts";

type Row = Pick<ProjectMember, "name" | "email" | "kind"> & { role: string };

/**
 * A member of the organisation whose role in a locked project may be set, with the present one.
 * Throws NotFoundError for others, ConflictError for owners and admins, who have access to all.
 */
export async function lockedProjectMember(tx: Tx, project: LockedProject, userId: string) {
  const { id: projectId, organizationId } = project;
  // The lock makes whoever removes this member from the organisation wait, or this change fail.
  const [member] = await tx.$queryRaw<Row[]>`
    SELECT m.role::text AS role, u.name, u.email, u.kind::text AS kind
    FROM members m JOIN users u ON u.id = m.user_id
    WHERE m.organization_id = ${organizationId}::uuid AND m.user_id = ${userId}::uuid
      AND m.removed_at IS NULL
    FOR SHARE OF m`;
  if (!member) throw new NotFoundError("member_not_found");
  if (member.role !== "member") throw new ConflictError("role_from_organization");
  const row = await tx.projectMember.findUnique({
    where: { projectId_userId: { projectId, userId } },
    select: { role: true },
  });
  const { name, email, kind } = member;
  return { name, email, kind, role: row?.role ?? null };
}
