import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { NotFoundError } from "#lib/platform/errors.ts";

/** Revokes a directory's token, at once. Throws NotFoundError for one of another organisation. */
export async function revokeScimToken(
  ctx: Context,
  { tokenId }: { tokenId: string },
): Promise<null> {
  requireStepUp(ctx, "scim.manage");
  return changeOrganization(ctx, "scim.manage", async ({ tx, now, record }) => {
    const [revoked] = await tx.scimToken.updateManyAndReturn({
      where: { id: tokenId, organizationId: ctx.organizationId, revokedAt: null },
      data: { revokedAt: now },
      select: { name: true },
    });
    if (!revoked) throw new NotFoundError("scim_token_not_found");
    record({
      action: "scim_token.revoked",
      subject: { type: "scim_token", id: tokenId },
      before: { name: revoked.name },
    });
    return null;
  });
}
