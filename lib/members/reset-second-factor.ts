import { resetFactors } from "#lib/accounts/reset-factors.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { ConflictError } from "#lib/platform/errors.ts";
import { manageableMember } from "./manageable-member.ts";

/**
 * Takes the second factors of a person who has lost them, and ends their sessions. Throws
 * ForbiddenError without a fresh proof, and for an owner unless an owner asks; ConflictError
 * (`factors_shared`) for somebody who is also in another organisation: this one must not weaken the
 * way into that one.
 */
export async function resetSecondFactor(ctx: Context, input: { userId: string }): Promise<null> {
  const { userId } = input;
  return changeOrganization(ctx, "members.manage", async (change) => {
    requireStepUp(ctx);
    await manageableMember(change.tx, ctx, userId);
    const elsewhere = await change.tx.member.count({
      where: { userId, removedAt: null, organizationId: { not: ctx.organizationId } },
    });
    if (elsewhere > 0) throw new ConflictError("factors_shared");
    await resetFactors(change, userId);
    return null;
  });
}
