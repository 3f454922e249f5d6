import type { Context } from "#lib/platform/auth/context.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { db } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { SecondFactor } from "./factors-contract.ts";

/** Which second factors the person has. In a browser only. */
export async function readSecondFactor(ctx: Context): Promise<SecondFactor> {
  requireSession(ctx);
  const user = await db.user.findUnique({
    where: { id: ctx.userId },
    select: {
      passwordHash: true,
      totp: { select: { confirmedAt: true } },
      _count: { select: { passkeys: true, recoveryCodes: { where: { usedAt: null } } } },
    },
  });
  if (!user) throw new NotFoundError("member_not_found");
  const confirmedAt = user.totp?.confirmedAt;
  return {
    totp: confirmedAt ? { confirmedAt: confirmedAt.toISOString() } : null,
    ...user._count,
    hasPassword: user.passwordHash !== null,
  };
}
