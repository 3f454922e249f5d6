import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { announce } from "#lib/platform/realtime/announce.ts";
import { endMembership } from "./end-membership.ts";
import { handOverWithin, type Going } from "./hand-over.ts";
import { manageableMember } from "./manageable-member.ts";

/**
 * Removes another person from the organisation: their sessions, tokens and set-password links end
 * with it. Their open items are handed over as `handOverWithin` says; all or nothing.
 */
export async function removeMember(ctx: Context, going: Going): Promise<null> {
  const projectIds = await changeOrganization(ctx, "members.manage", async (change) => {
    const { tx, record } = change;
    const { userId } = going;
    const { role } = await manageableMember(tx, ctx, userId);
    const { projectIds, noted } = await handOverWithin(tx, ctx, going);
    await endMembership(change, userId);
    record({
      action: "member.removed",
      subject: { type: "member", id: userId },
      before: { role },
      ...noted,
    });
    return projectIds;
  });
  projectIds.forEach(announce);
  return null;
}
