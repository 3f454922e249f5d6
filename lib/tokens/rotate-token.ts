import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import type { Scope } from "#lib/platform/auth/scopes.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import type { rotateTokenEndpoint } from "./contract.ts";
import { mintToken, newTokenSecret, tokenEnd } from "./mint-token.ts";

/**
 * Makes a new token in the place of one of the person's own, or of a service account for those who
 * manage tokens; the old one ends after the overlap. Throws NotFoundError for any other token, one
 * that has ended or was replaced already; else as `createToken`.
 */
export async function rotateToken(
  ctx: Context,
  { tokenId, expiresAt, overlapHours }: Input<typeof rotateTokenEndpoint>,
): Promise<Output<typeof rotateTokenEndpoint>> {
  requireStepUp(ctx);
  const end = tokenEnd(expiresAt, ctx.now());
  const secret = newTokenSecret();
  const { organizationId, userId } = ctx;
  const managed = can(ctx.organizationRole, "tokens.manage")
    ? [{ member: { user: { kind: "service" as const } } }]
    : [];
  const created = await changeOrganization(ctx, "tokens.own", async (change) => {
    const { tx, now } = change;
    const old = await tx.apiToken.findFirst({
      where: {
        ...{ id: tokenId, organizationId, revokedAt: null, expiresAt: { gt: now } },
        OR: [{ userId }, ...managed],
      },
    });
    const replaced = await tx.apiToken.count({ where: { organizationId, replacesId: tokenId } });
    if (!old || replaced > 0) throw new NotFoundError("token_not_found");
    const overlap = new Date(now.getTime() + overlapHours * 3_600_000);
    await tx.apiToken.update({
      where: { id: old.id },
      data: { expiresAt: overlap < old.expiresAt ? overlap : old.expiresAt },
    });
    const { name, projectId } = old;
    const wanted = { name, projectId, scopes: old.scopes as Scope[], expiresAt: end };
    return mintToken(change, old.userId, { ...wanted, replacesId: old.id }, secret);
  });
  return { ...created, secret };
}
