import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { hashPassword } from "#lib/platform/auth/password-hash.ts";
import { standsAlone } from "#lib/platform/auth/password-policy.ts";
import { ConflictError } from "#lib/platform/errors.ts";
import { notifyOfChange } from "./notify-of-change.ts";
import { hasSecondFactor } from "./second-factor.ts";

export type NewPassword = { passwordHash: string; passwordShort: boolean };

/** What is kept of a password that was found good. */
export async function storedPassword(password: string): Promise<NewPassword> {
  return { passwordHash: await hashPassword(password), passwordShort: !standsAlone(password) };
}

/**
 * Stores a new password inside a change; every session that was opened with the old one ends, in
 * whichever organisation, and so do links that would set another. Throws ConflictError for a short
 * password whose second factor has gone in the meantime.
 */
export async function storePassword(
  change: Change<StreamRow>,
  ctx: Context,
  { keepSession, ...password }: NewPassword & { keepSession: string | null },
): Promise<void> {
  const { tx, now, record } = change;
  const { userId } = ctx;
  if (password.passwordShort && !(await hasSecondFactor(tx, userId))) {
    throw new ConflictError("password_needs_factor");
  }
  const before = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  await tx.user.update({ where: { id: userId }, data: password });
  // The first one is news to nobody.
  if (before.passwordHash) await notifyOfChange(change, userId, "password");
  await tx.passwordLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
  await tx.session.updateMany({
    where: { userId, revokedAt: null, ...(keepSession ? { id: { not: keepSession } } : {}) },
    data: { revokedAt: now },
  });
  record({ action: "password.set", subject: { type: "member", id: userId } });
}
