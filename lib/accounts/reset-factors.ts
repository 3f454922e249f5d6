import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { endSessionsOf, hasSecondFactor } from "./second-factor.ts";

/**
 * Takes all second factors from somebody who has lost them, inside a change, and ends their sessions.
 * A password that was too short to stand alone goes with them: a set-password link is then the way
 * back. Throws NotFoundError where there is none.
 */
export async function resetFactors(
  change: Change<StreamRow>,
  userId: string,
  reason: string | null = null,
): Promise<void> {
  const { tx, record } = change;
  if (!(await hasSecondFactor(tx, userId))) throw new NotFoundError("second_factor_not_found");
  const totp = await tx.totpFactor.deleteMany({ where: { userId } });
  const passkeys = await tx.passkey.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  const short = await tx.user.updateMany({
    where: { id: userId, passwordShort: true },
    data: { passwordHash: null, passwordShort: false },
  });
  await endSessionsOf(change, userId, null);
  record({
    action: "second_factor.reset",
    subject: { type: "member", id: userId },
    before: { totp: totp.count > 0, passkeys: passkeys.count },
    ...(short.count > 0 ? { after: { passwordRemoved: true } } : {}),
    ...(reason ? { reason } : {}),
  });
}
