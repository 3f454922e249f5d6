import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { NotFoundError } from "#lib/platform/errors.ts";

/** Removes a provider, and with it who people are to it. Throws NotFoundError for one of others. */
export function removeIdentityProvider(
  ctx: Context,
  { providerId }: { providerId: string },
): Promise<null> {
  return changeOrganization(ctx, "sso.manage", async ({ tx, record }) => {
    requireStepUp(ctx);
    const where = { id: providerId, organizationId: ctx.organizationId };
    const provider = await tx.identityProvider.findFirst({ where });
    if (!provider) throw new NotFoundError("sso_provider_not_found");
    await tx.identityProvider.delete({ where: { id: providerId } });
    record({
      action: "identity_provider.removed",
      subject: { type: "identity_provider", id: providerId },
      before: { name: provider.name, issuer: provider.issuer },
    });
    return null;
  });
}
