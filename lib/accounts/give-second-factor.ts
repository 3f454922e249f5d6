import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess } from "#lib/platform/auth/guess-limit.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { ConflictError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { signInWith } from "./auth.ts";
import type { giveSecondFactorEndpoint } from "./factors-contract.ts";
import type { OpenedSession } from "./open-session.ts";
import { acceptCode, codeGuesses, renewSession, wrongCode } from "./second-factor.ts";

type Given = Input<typeof giveSecondFactorEndpoint>;

/**
 * Finishes a sign-in that waits for the second factor. Throws ConflictError (`already_verified`) for
 * a session that does not wait, InvalidError (`code_wrong`) for a wrong or used code, RateLimitedError
 * after too many of them.
 */
export async function verifySession(ctx: Context, given: Given): Promise<OpenedSession> {
  const waiting = requireSession(ctx);
  if (ctx.stage !== "second_factor") throw new ConflictError("already_verified");
  const guesses = codeGuesses(ctx.userId);
  await countGuess(guesses);
  // The answer comes with a cookie, which an Idempotency-Key could not bring back.
  const unkept = { ...ctx, idempotency: null };
  const sessionId = await changeOrganization(unkept, "account.own", async (change) => {
    const method = await acceptCode(change, ctx.userId, given);
    return method && renewSession(change, ctx, waiting, method);
  });
  if (!sessionId) throw wrongCode(given);
  await forgiveGuess(guesses);
  return { sessionId, stage: "full" };
}

/** The same, and sets the cookie of the renewed session. */
export async function giveSecondFactor(
  ctx: Context,
  given: Given,
): Promise<Output<typeof giveSecondFactorEndpoint>> {
  requireSession(ctx);
  return signInWith(() => verifySession(ctx, given));
}
