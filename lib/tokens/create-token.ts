import { uuidv7 } from "uuidv7";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import { TOKEN_PREFIX } from "#lib/platform/auth/authenticate.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { randomSecret, sha256 } from "#lib/platform/crypto/keys.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { MAX_TOKEN_DAYS, type createTokenEndpoint } from "./contract.ts";
import { toToken } from "./queries.ts";

type Created = Output<typeof createTokenEndpoint>;

/**
 * Creates a token that acts as the person, with their rights or only to read. Throws ForbiddenError
 * when a token asks: a leaked one must not outlive its end by minting another.
 */
export async function createToken(
  ctx: Context,
  input: Input<typeof createTokenEndpoint>,
): Promise<Created> {
  requireSession(ctx);
  const expiresAt = new Date(input.expiresAt);
  const latest = ctx.now().getTime() + MAX_TOKEN_DAYS * 86_400_000;
  if (expiresAt <= ctx.now() || expiresAt.getTime() > latest) {
    throw new InvalidError("invalid", [{ path: "expiresAt", code: "expiry_out_of_range" }]);
  }
  const secret = randomSecret(TOKEN_PREFIX);
  const created = await changeOrganization(ctx, "tokens.own", async ({ tx, now, record }) => {
    const row = await tx.apiToken.create({
      data: {
        id: uuidv7(),
        organizationId: ctx.organizationId,
        userId: ctx.userId,
        name: input.name,
        scopes: [`*:${input.scope}`],
        hint: secret.slice(-4),
        secretHash: sha256(secret),
        createdAt: now,
        expiresAt,
      },
    });
    record({
      action: "token.created",
      subject: { type: "token", id: row.id },
      after: { name: input.name, scopes: row.scopes, expiresAt: expiresAt.toISOString() },
    });
    // Without the secret: what a change returns is kept under the request's Idempotency-Key.
    return { ...toToken(row), secret: null };
  });
  return { ...created, secret };
}
