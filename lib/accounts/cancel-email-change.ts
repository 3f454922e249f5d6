import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { NotFoundError } from "#lib/platform/errors.ts";

/** Gives up the change of address that is under way: its links stop working. Throws NotFoundError. */
export async function cancelEmailChange(ctx: Context): Promise<null> {
  requireSession(ctx);
  return changeOrganization(ctx, "account.own", async ({ tx, now, record }) => {
    const { count } = await tx.emailChange.updateMany({
      where: { userId: ctx.userId, endedAt: null, expiresAt: { gt: now } },
      data: { endedAt: now },
    });
    if (count === 0) throw new NotFoundError("email_change_not_found");
    record({ action: "email_change.cancelled", subject: { type: "member", id: ctx.userId } });
    return null;
  });
}
