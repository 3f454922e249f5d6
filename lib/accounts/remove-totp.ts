import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { endSessionsOf, leaveSecondFactor } from "./second-factor.ts";

/**
 * Turns the person's authenticator app off and ends their other sessions; with the last second
 * factor the recovery codes go, too. Throws NotFoundError where none is turned on, ConflictError
 * (`password_needs_factor`) where the password is too short to stand alone.
 */
export async function removeTotp(ctx: Context): Promise<null> {
  const sessionId = requireStepUp(ctx);
  return changeOrganization(ctx, "account.own", async (change) => {
    const { tx, record } = change;
    const { userId } = ctx;
    const { count } = await tx.totpFactor.deleteMany({
      where: { userId, confirmedAt: { not: null } },
    });
    if (count === 0) throw new NotFoundError("totp_not_found");
    const subject = { type: "member", id: userId };
    record({ action: "second_factor.removed", subject, before: { factor: "totp" } });
    await leaveSecondFactor(change, userId);
    await endSessionsOf(change, userId, sessionId);
    return null;
  });
}
