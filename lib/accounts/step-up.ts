import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess, type Guess } from "#lib/platform/auth/guess-limit.ts";
import { verifyPassword } from "#lib/platform/auth/password-hash.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { db } from "#lib/platform/db/read.ts";
import { InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { signInWith } from "./auth.ts";
import type { stepUpEndpoint } from "./factors-contract.ts";
import type { OpenedSession } from "./open-session.ts";
import {
  acceptCode,
  codeGuesses,
  hasSecondFactor,
  renewSession,
  wrongCode,
} from "./second-factor.ts";

type Given = Input<typeof stepUpEndpoint>;

/**
 * Takes a fresh proof of somebody who is signed in. Throws InvalidError for a wrong password or code,
 * and for a password where there is a second factor (`second_factor_needed`); RateLimitedError after
 * too many wrong ones.
 */
export async function proveAgain(ctx: Context, given: Given): Promise<OpenedSession> {
  requireSession(ctx);
  const sessionId =
    given.password === undefined
      ? await proveByCode(ctx, given)
      : await proveByPassword(ctx, given.password);
  return { sessionId, stage: "full" };
}

/** The same, and sets the cookie of the renewed session. */
export async function stepUp(ctx: Context, given: Given): Promise<Output<typeof stepUpEndpoint>> {
  requireSession(ctx);
  return signInWith(() => proveAgain(ctx, given));
}

async function proveByCode(ctx: Context, given: Given): Promise<string> {
  const guesses = codeGuesses(ctx.userId);
  await countGuess(guesses);
  const unkept = { ...ctx, idempotency: null };
  const renewed = await changeOrganization(unkept, "account.own", async (change) => {
    const method = await acceptCode(change, ctx.userId, given);
    return method && renewSession(change, ctx, requireSession(ctx), method);
  });
  if (!renewed) throw wrongCode(given);
  await forgiveGuess(guesses);
  return renewed;
}

async function proveByPassword(ctx: Context, password: string): Promise<string> {
  const user = await db.user.findUnique({
    where: { id: ctx.userId },
    select: { email: true, passwordHash: true },
  });
  if (!user) throw new NotFoundError("member_not_found");
  const guesses: Guess[] = [{ counter: "account", of: user.email }];
  await countGuess(guesses);
  const right = await verifyPassword(user.passwordHash, password);
  const unkept = { ...ctx, idempotency: null };
  const renewed = await changeOrganization(unkept, "account.own", async (change) => {
    if (await hasSecondFactor(change.tx, ctx.userId)) throw refused("second_factor_needed");
    if (right) return renewSession(change, ctx, requireSession(ctx), "password");
    change.record({ action: "password.refused", subject: { type: "member", id: ctx.userId } });
    return null;
  });
  if (!renewed) throw refused("password_wrong");
  await forgiveGuess(guesses);
  return renewed;
}

const refused = (code: "second_factor_needed" | "password_wrong"): InvalidError =>
  new InvalidError(code, [{ path: "password", code }]);
