import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Permission } from "#lib/platform/auth/permissions.ts";
import { NotFoundError } from "#lib/platform/errors.ts";

/** Revokes one of the person's own tokens, at once. Throws NotFoundError for any other. */
export function revokeToken(ctx: Context, { tokenId }: { tokenId: string }): Promise<null> {
  return revoke(ctx, "tokens.own", { id: tokenId, userId: ctx.userId });
}

/** Revokes anybody's token in the organisation, at once. Throws NotFoundError for any other. */
export function revokeOrganizationToken(
  ctx: Context,
  { tokenId }: { tokenId: string },
): Promise<null> {
  return revoke(ctx, "tokens.manage", { id: tokenId });
}

function revoke(
  ctx: Context,
  permission: Permission,
  token: { id: string; userId?: string },
): Promise<null> {
  return changeOrganization(ctx, permission, async ({ tx, row, now, record }) => {
    const [revoked] = await tx.apiToken.updateManyAndReturn({
      where: { ...token, organizationId: row.id, revokedAt: null },
      data: { revokedAt: now },
      select: { name: true, scopes: true, userId: true },
    });
    if (!revoked) throw new NotFoundError("token_not_found");
    const { name, scopes, userId: ownerId } = revoked;
    const subject = { type: "token", id: token.id };
    record({ action: "token.revoked", subject, before: { name, scopes, ownerId } });
    return null;
  });
}
