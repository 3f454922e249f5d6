import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import type { OrganizationRole } from "#lib/platform/auth/permissions.ts";

/**
 * Gives people the role that their groups give: administrator where one of them does, else member.
 * For those whose groups have just changed in a way that concerns roles; owners stay owners.
 */
export async function applyGroupRoles(
  { tx, row, record }: Change<StreamRow>,
  userIds: Iterable<string>,
): Promise<void> {
  const organizationId = row.id;
  const people = await tx.member.findMany({
    where: { organizationId, userId: { in: [...new Set(userIds)] }, role: { not: "owner" } },
    select: {
      userId: true,
      role: true,
      groups: { where: { group: { role: { not: null } } }, select: { group: true } },
    },
  });
  for (const { userId, role, groups } of people) {
    const wanted: OrganizationRole = groups.some(({ group }) => group.role === "admin")
      ? "admin"
      : "member";
    if (wanted === role) continue;
    await tx.member.update({
      where: { organizationId_userId: { organizationId, userId } },
      data: { role: wanted },
    });
    record({
      action: "member.changed",
      subject: { type: "member", id: userId },
      before: { role },
      after: { role: wanted },
    });
  }
}
