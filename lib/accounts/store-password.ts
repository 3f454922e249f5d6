import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";

/**
 * Stores a new password inside a change; every session that was opened with the old one ends, in
 * whichever organisation, and so do links that would set another.
 */
export async function storePassword(
  { tx, now, record }: Change<StreamRow>,
  ctx: Context,
  { passwordHash, keepSession }: { passwordHash: string; keepSession: string | null },
): Promise<void> {
  const { userId } = ctx;
  await tx.user.update({ where: { id: userId }, data: { passwordHash } });
  await tx.passwordLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
  await tx.session.updateMany({
    where: { userId, revokedAt: null, ...(keepSession ? { id: { not: keepSession } } : {}) },
    data: { revokedAt: now },
  });
  record({ action: "password.set", subject: { type: "member", id: userId } });
}
