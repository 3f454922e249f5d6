import { uuidv7 } from "uuidv7";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import { randomSecret, sha256 } from "#lib/platform/crypto/keys.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { SCIM_TOKEN_PREFIX } from "./authenticate-scim.ts";
import { MAX_SCIM_TOKEN_DAYS, type createScimTokenEndpoint } from "./contract.ts";
import { toScimToken } from "./queries.ts";

type Created = Output<typeof createScimTokenEndpoint>;

/**
 * Creates a token with which a directory keeps people and groups, and reaches nothing else. Throws
 * ForbiddenError without a fresh proof (`step_up_required`).
 */
export async function createScimToken(
  ctx: Context,
  input: Input<typeof createScimTokenEndpoint>,
): Promise<Created> {
  requireStepUp(ctx, "scim.manage");
  const expiresAt = new Date(input.expiresAt);
  const latest = ctx.now().getTime() + MAX_SCIM_TOKEN_DAYS * 86_400_000;
  if (expiresAt <= ctx.now() || expiresAt.getTime() > latest) {
    throw new InvalidError("invalid", [{ path: "expiresAt", code: "expiry_out_of_range" }]);
  }
  const secret = randomSecret(SCIM_TOKEN_PREFIX);
  const created = await changeOrganization(ctx, "scim.manage", async ({ tx, now, record }) => {
    const row = await tx.scimToken.create({
      data: {
        id: uuidv7(),
        organizationId: ctx.organizationId,
        name: input.name,
        hint: secret.slice(-4),
        secretHash: sha256(secret),
        createdById: ctx.userId,
        createdAt: now,
        expiresAt,
      },
    });
    record({
      action: "scim_token.created",
      subject: { type: "scim_token", id: row.id },
      after: { name: input.name, expiresAt: expiresAt.toISOString() },
    });
    const maker = await tx.user.findUnique({ where: { id: ctx.userId }, select: { name: true } });
    // Without the secret: what a change returns is kept under the request's Idempotency-Key.
    return { ...toScimToken(row, maker?.name ?? null), secret: null };
  });
  return { ...created, secret };
}
