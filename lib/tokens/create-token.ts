import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import type { createTokenEndpoint } from "./contract.ts";
import { mintToken, newTokenSecret, tokenEnd } from "./mint-token.ts";

/**
 * Creates a token that acts as the person, within its scopes. Throws ForbiddenError when a token
 * asks (a leaked one must not outlive its end by minting another) and without a fresh proof;
 * InvalidError for an end that is not within the next year.
 */
export async function createToken(
  ctx: Context,
  input: Input<typeof createTokenEndpoint>,
): Promise<Output<typeof createTokenEndpoint>> {
  requireStepUp(ctx);
  const wanted = { ...input, expiresAt: tokenEnd(input.expiresAt, ctx.now()) };
  const secret = newTokenSecret();
  const created = await changeOrganization(ctx, "tokens.own", (change) =>
    mintToken(change, ctx.userId, wanted, secret),
  );
  return { ...created, secret };
}
