import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { announce } from "#lib/platform/realtime/announce.ts";
import { endMembership } from "./end-membership.ts";
import { handOverWithin, type Going } from "./hand-over.ts";
import { assertNotLastOwner } from "./last-owner.ts";

/**
 * Ends the person's own membership, with its sessions and tokens; their open items are handed over
 * as `handOverWithin` says. Throws ConflictError (`last_owner`).
 */
export async function leaveOrganization(
  ctx: Context,
  { handOverTo }: Pick<Going, "handOverTo"> = {},
): Promise<null> {
  requireSession(ctx);
  const projectIds = await changeOrganization(ctx, "account.own", async (change) => {
    const { organizationId, userId } = ctx;
    const member = await change.tx.member.findFirst({
      where: { organizationId, userId, removedAt: null },
    });
    if (!member) throw new NotFoundError("member_not_found");
    await assertNotLastOwner(change.tx, organizationId, userId);
    const { projectIds, noted } = await handOverWithin(change.tx, ctx, { userId, handOverTo });
    await endMembership(change, userId);
    change.record({
      action: "member.left",
      subject: { type: "member", id: userId },
      before: { role: member.role },
      ...noted,
    });
    return projectIds;
  });
  projectIds.forEach(announce);
  return null;
}
