import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";

/**
 * Ends a membership inside a change of its organisation: sessions and tokens there end with it, and
 * set-password links with the last membership. The row stays, so that history keeps its names.
 */
export async function endMembership(
  { tx, now, row }: Pick<Change<StreamRow>, "tx" | "now" | "row">,
  userId: string,
): Promise<void> {
  const organizationId = row.id;
  await tx.member.update({
    where: { organizationId_userId: { organizationId, userId } },
    data: { removedAt: now },
  });
  const open = { where: { organizationId, userId, revokedAt: null }, data: { revokedAt: now } };
  await tx.session.updateMany(open);
  await tx.apiToken.updateMany(open);
  const elsewhere = await tx.member.count({ where: { userId, removedAt: null } });
  if (elsewhere === 0) {
    await tx.passwordLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
  }
}
