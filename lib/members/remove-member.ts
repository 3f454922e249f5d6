import { handOverItemsWithin } from "#lib/checklist/hand-over-items.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import { announce } from "#lib/platform/realtime/announce.ts";
import { endMembership } from "./end-membership.ts";
import { manageableMember } from "./manageable-member.ts";

type Removal = { userId: string; handOverTo?: string | undefined };

/**
 * Removes another person from the organisation: their sessions, tokens and set-password links end
 * with it. Their open items go to `handOverTo`, each with an event in its project; all or nothing.
 * Throws InvalidError for a colleague who is none, or who cannot work in one of the projects.
 */
export async function removeMember(ctx: Context, { userId, handOverTo }: Removal): Promise<null> {
  const projectIds = await changeOrganization(ctx, "members.manage", async (change) => {
    const { tx, record } = change;
    const { role } = await manageableMember(tx, ctx, userId);
    if (handOverTo) await assertColleague(tx, ctx, userId, handOverTo);
    // Before the membership ends: projects are locked before rows of members.
    const handedOver = handOverTo
      ? await handOverItemsWithin(tx, ctx, { from: userId, to: handOverTo })
      : { projectIds: [], count: 0 };
    await endMembership(change, userId);
    record({
      action: "member.removed",
      subject: { type: "member", id: userId },
      before: { role },
      ...(handOverTo ? { after: { handedOverTo: handOverTo, itemCount: handedOver.count } } : {}),
    });
    return handedOver.projectIds;
  });
  projectIds.forEach(announce);
  return null;
}

async function assertColleague(
  tx: Tx,
  { organizationId }: Context,
  userId: string,
  handOverTo: string,
): Promise<void> {
  const present = await tx.member.count({
    where: { organizationId, userId: handOverTo, removedAt: null },
  });
  const code = handOverTo === userId ? "hand_over_same" : present ? null : "member_not_found";
  if (code) throw new InvalidError("invalid", [{ path: "handOverTo", code }]);
}
