import { endSessionsOf, leaveSecondFactor } from "#lib/accounts/second-factor.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ConflictError, NotFoundError } from "#lib/platform/errors.ts";

/**
 * Removes one of the person's own passkeys and ends their other sessions. Throws NotFoundError for
 * any other, ConflictError for the last second factor of somebody who has to have one, and for the
 * last way to sign in.
 */
export async function removePasskey(
  ctx: Context,
  { passkeyId }: { passkeyId: string },
): Promise<null> {
  const sessionId = requireStepUp(ctx);
  const { userId } = ctx;
  return changeOrganization(ctx, "account.own", async (change) => {
    const { tx, record } = change;
    const row = await tx.passkey.findFirst({ where: { id: passkeyId, userId } });
    const { count } = await tx.passkey.deleteMany({ where: { id: passkeyId, userId } });
    if (!row || count === 0) throw new NotFoundError("passkey_not_found");
    record({
      action: "passkey.removed",
      subject: { type: "passkey", id: passkeyId },
      before: { name: row.name },
    });
    await assertWayIn(tx, userId);
    await leaveSecondFactor(change, userId);
    // After the passkey is gone: a session that it has just opened is then seen, and ends, too.
    await endSessionsOf(change, userId, sessionId);
    return null;
  });
}

async function assertWayIn(tx: Tx, userId: string): Promise<void> {
  const provider = { enabled: true };
  const ways = await tx.user.count({
    where: {
      id: userId,
      OR: [
        { passwordHash: { not: null } },
        { passkeys: { some: {} } },
        { externalIdentities: { some: { provider } } },
      ],
    },
  });
  if (ways === 0) throw new ConflictError("last_way_to_sign_in");
}
