import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ConflictError, NotFoundError } from "#lib/platform/errors.ts";
import { requiresSso } from "./queries.ts";

/**
 * Unlinks the person from a provider. Throws NotFoundError for a link that is not theirs,
 * ConflictError for the last way in which they can sign in.
 */
export async function unlinkIdentity(
  ctx: Context,
  { identityId }: { identityId: string },
): Promise<null> {
  requireStepUp(ctx);
  const ssoOnly = await requiresSso({ ...ctx, role: ctx.organizationRole });
  const { organizationId, userId } = ctx;
  return changeOrganization(ctx, "account.own", async ({ tx, record }) => {
    const identity = await tx.externalIdentity.findFirst({
      where: { id: identityId, userId, provider: { organizationId } },
      include: { provider: { select: { id: true, name: true } } },
    });
    if (!identity) throw new NotFoundError("identity_not_found");
    if (!(await hasOtherWay(tx, userId, identityId, ssoOnly))) {
      throw new ConflictError("last_way_to_sign_in");
    }
    await tx.externalIdentity.delete({ where: { id: identityId } });
    record({
      action: "identity.unlinked",
      subject: { type: "identity_provider", id: identity.provider.id },
      before: { name: identity.provider.name, identityId },
    });
    return null;
  });
}

async function hasOtherWay(
  tx: Tx,
  userId: string,
  identityId: string,
  ssoOnly: boolean,
): Promise<boolean> {
  const others = await tx.externalIdentity.count({
    where: { userId, id: { not: identityId }, provider: { enabled: true } },
  });
  if (others > 0 || ssoOnly) return others > 0;
  const withPassword = await tx.user.count({ where: { id: userId, passwordHash: { not: null } } });
  return withPassword + (await tx.passkey.count({ where: { userId } })) > 0;
}
