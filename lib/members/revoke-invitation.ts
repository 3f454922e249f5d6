import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import { lockedInvitation } from "./invitation-queries.ts";
import { managingRole } from "./manageable-member.ts";

/** Ends an open invitation: its link stops working. Throws NotFoundError. */
export function revokeInvitation(
  ctx: Context,
  { invitationId }: { invitationId: string },
): Promise<null> {
  return changeOrganization(ctx, "members.manage", async ({ tx, now, record }) => {
    const own = await managingRole(tx, ctx);
    const { id, role } = await lockedInvitation(tx, ctx, invitationId);
    if (role === "owner" && own !== "owner") throw new ForbiddenError("owner_protected");
    await tx.invitation.update({ where: { id }, data: { revokedAt: now } });
    record({ action: "invitation.revoked", subject: { type: "invitation", id }, before: { role } });
    return null;
  });
}
