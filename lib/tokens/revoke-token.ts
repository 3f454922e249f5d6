import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { NotFoundError } from "#lib/platform/errors.ts";

/** Revokes one of the person's own tokens, at once. Throws NotFoundError for any other. */
export function revokeToken(ctx: Context, { tokenId }: { tokenId: string }): Promise<null> {
  return changeOrganization(ctx, "tokens.own", async ({ tx, now, record }) => {
    const { organizationId, userId } = ctx;
    const [revoked] = await tx.apiToken.updateManyAndReturn({
      where: { id: tokenId, organizationId, userId, revokedAt: null },
      data: { revokedAt: now },
      select: { id: true, name: true, scopes: true },
    });
    if (!revoked) throw new NotFoundError("token_not_found");
    const { name, scopes } = revoked;
    record({
      action: "token.revoked",
      subject: { type: "token", id: tokenId },
      before: { name, scopes },
    });
    return null;
  });
}
