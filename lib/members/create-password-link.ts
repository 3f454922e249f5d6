import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { ConflictError, ForbiddenError } from "#lib/platform/errors.ts";
import type { PasswordLink } from "./contract.ts";
import { issuePasswordLink, newPasswordLink } from "./issue-password-link.ts";
import { manageableMember } from "./manageable-member.ts";

/**
 * Makes a link with which a person sets a new password. Throws ConflictError (`account_shared`) for
 * somebody who is also in another organisation: this one must not be a way into that one.
 */
export async function createPasswordLink(
  ctx: Context,
  { userId }: { userId: string },
): Promise<PasswordLink> {
  if (userId === ctx.userId) throw new ForbiddenError("own_password_link");
  const { secret, url } = newPasswordLink();
  const link = await changeOrganization(ctx, "members.manage", async (change) => {
    await manageableMember(change.tx, ctx, userId);
    const elsewhere = await change.tx.member.count({
      where: { userId, removedAt: null, organizationId: { not: ctx.organizationId } },
    });
    if (elsewhere > 0) throw new ConflictError("account_shared");
    return issuePasswordLink(change, userId, secret);
  });
  return { ...link, url };
}
