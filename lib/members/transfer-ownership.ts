import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { ConflictError, ForbiddenError, InvalidError } from "#lib/platform/errors.ts";
import type { Member } from "./contract.ts";
import { manageableMember } from "./manageable-member.ts";
import { readMember } from "./queries.ts";

/**
 * Makes somebody else owner and the actor an administrator, in one step. Throws ForbiddenError for
 * all but owners, NotFoundError outside of the organisation, InvalidError for oneself, ConflictError
 * (`member_not_active`) for an account of machines or one that nobody has used yet.
 */
export async function transferOwnership(
  ctx: Context,
  { userId }: { userId: string },
): Promise<Member> {
  requireStepUp(ctx, "organization.own");
  if (userId === ctx.userId) {
    throw new InvalidError("invalid", [{ path: "userId", code: "hand_over_same" }]);
  }
  return changeOrganization(ctx, "organization.own", async ({ tx, record }) => {
    const { role, actorRole } = await manageableMember(tx, ctx, userId);
    if (actorRole !== "owner") throw new ForbiddenError();
    const { organizationId } = ctx;
    const used = await tx.session.count({ where: { organizationId, userId } });
    if (used === 0) throw new ConflictError("member_not_active");
    const setRole = (who: string, to: "owner" | "admin") =>
      tx.member.update({
        where: { organizationId_userId: { organizationId, userId: who } },
        data: { role: to },
      });
    await setRole(userId, "owner");
    await setRole(ctx.userId, "admin");
    record({
      action: "ownership.transferred",
      subject: { type: "member", id: userId },
      before: { role },
      after: { role: "owner" },
    });
    record({
      action: "member.changed",
      subject: { type: "member", id: ctx.userId },
      before: { role: "owner" },
      after: { role: "admin" },
    });
    return readMember(tx, ctx, userId);
  });
}
