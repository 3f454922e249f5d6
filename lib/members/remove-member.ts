import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { manageableMember } from "./manageable-member.ts";

/**
 * Removes another person from the organisation: their sessions, tokens and set-password links end
 * with it. The row stays, so that history keeps its names.
 */
export function removeMember(ctx: Context, { userId }: { userId: string }): Promise<null> {
  return changeOrganization(ctx, "members.manage", async ({ tx, now, record }) => {
    const { role } = await manageableMember(tx, ctx, userId);
    const { organizationId } = ctx;
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
    record({
      action: "member.removed",
      subject: { type: "member", id: userId },
      before: { role },
    });
    return null;
  });
}
