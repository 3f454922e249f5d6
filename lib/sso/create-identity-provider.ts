import { uuidv7 } from "uuidv7";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { seal } from "#lib/platform/crypto/seal.ts";
import { ConflictError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { assertJoinable } from "./address-policy.ts";
import type { createIdentityProviderEndpoint, IdentityProvider } from "./contract.ts";
import { secretOf } from "./secret-of.ts";
import { settingsForAudit } from "./settings-for-audit.ts";
import { toIdentityProvider } from "./to-identity-provider.ts";

const MOST = 20;

/**
 * Adds a provider; its client secret is sealed. Throws ForbiddenError without a fresh proof,
 * ConflictError for one too many, InvalidError where anybody in the world could join.
 */
export function createIdentityProvider(
  ctx: Context,
  input: Input<typeof createIdentityProviderEndpoint>,
): Promise<IdentityProvider> {
  return changeOrganization(ctx, "sso.manage", async ({ tx, now, record }) => {
    requireStepUp(ctx);
    const { organizationId } = ctx;
    await assertJoinable(tx, { ...input, organizationId });
    const present = await tx.identityProvider.count({ where: { organizationId } });
    if (present >= MOST) throw new ConflictError("too_many_sso_providers", { max: MOST });
    const id = uuidv7();
    const clientSecret = seal(input.clientSecret, secretOf(id));
    const row = await tx.identityProvider.create({
      data: { ...input, id, organizationId, clientSecret, createdAt: now },
      include: { _count: { select: { identities: true } } },
    });
    record({
      action: "identity_provider.created",
      subject: { type: "identity_provider", id },
      after: settingsForAudit(row),
    });
    return toIdentityProvider(row);
  });
}
