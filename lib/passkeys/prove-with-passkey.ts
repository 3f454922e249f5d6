import { signInWith, type SignedIn } from "#lib/accounts/auth.ts";
import type { OpenedSession } from "#lib/accounts/open-session.ts";
import { renewSession } from "#lib/accounts/second-factor.ts";
import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess, type Guess } from "#lib/platform/auth/guess-limit.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { db } from "#lib/platform/db/read.ts";
import { ConflictError, InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { givePasskeySecondFactorEndpoint, RequestOptions } from "./contract.ts";
import { requestOptions } from "./request-options.ts";
import { recordUse, verifyAssertion, type ProvenPasskey } from "./verify-assertion.ts";

type Given = Input<typeof givePasskeySecondFactorEndpoint>;

/** What somebody who is known by their session shows with a passkey. */
type Ceremony = "second_factor" | "step_up";

/** What the browser needs to finish a sign-in with one of the person's passkeys. */
export const startPasskeySecondFactor = (ctx: Context): Promise<RequestOptions> =>
  start(ctx, "second_factor");

/** What the browser needs for a fresh proof with one of the person's passkeys. */
export const startPasskeyStepUp = (ctx: Context): Promise<RequestOptions> => start(ctx, "step_up");

/** Finishes a sign-in that waits for the second factor, and sets the cookie of the renewed session. */
export async function givePasskeySecondFactor(ctx: Context, given: Given): Promise<SignedIn> {
  const renewed = await proveWithPasskey(ctx, "second_factor", given);
  return signInWith(async () => renewed);
}

/** Takes a fresh proof of somebody who is signed in, and sets the cookie of the renewed session. */
export async function stepUpWithPasskey(ctx: Context, given: Given): Promise<SignedIn> {
  const renewed = await proveWithPasskey(ctx, "step_up", given);
  return signInWith(async () => renewed);
}

async function start(ctx: Context, ceremony: Ceremony): Promise<RequestOptions> {
  const sessionId = requireSession(ctx);
  assertWaits(ctx, ceremony);
  const passkeys = await db.passkey.findMany({
    where: { userId: ctx.userId },
    select: { credentialId: true, transports: true },
  });
  if (passkeys.length === 0) throw new NotFoundError("no_passkeys");
  return requestOptions({ ceremony, sessionId }, ctx.now(), passkeys);
}

function assertWaits(ctx: Context, ceremony: Ceremony): void {
  if (ceremony === "second_factor" && ctx.stage !== "second_factor") {
    throw new ConflictError("already_verified");
  }
}

/**
 * Renews the person's session on the word of one of their passkeys. Throws InvalidError
 * (`passkey_refused`) for whatever is wrong with the answer, ConflictError (`already_verified`) for a
 * second factor that is not waited for, RateLimitedError after too many failures of an address.
 */
export async function proveWithPasskey(
  ctx: Context,
  ceremony: Ceremony,
  { response }: Given,
): Promise<OpenedSession> {
  const sessionId = requireSession(ctx);
  assertWaits(ctx, ceremony);
  const { ip } = ctx.origin;
  const guesses: Guess[] = ip ? [{ counter: "address", of: ip }] : [];
  await countGuess(guesses);
  const purpose = { ceremony, sessionId };
  const { proven } = await verifyAssertion(ctx.now(), purpose, ctx.userId, response);
  const renewed = await renew(ctx, sessionId, proven);
  if (!renewed) throw new InvalidError("passkey_refused");
  await forgiveGuess(guesses);
  return { sessionId: renewed, stage: "full" };
}

/** The renewed session's id; null for a passkey that does not count, which the audit log then tells. */
function renew(
  ctx: Context,
  sessionId: string,
  proven: ProvenPasskey | null,
): Promise<string | null> {
  // The answer comes with a cookie, which an Idempotency-Key could not bring back.
  const unkept = { ...ctx, idempotency: null };
  return changeOrganization(unkept, "account.own", async (change) => {
    const { tx, now, record } = change;
    if (proven && (await recordUse(tx, now, proven))) {
      return renewSession(change, ctx, sessionId, "passkey");
    }
    const subject = { type: "member", id: ctx.userId };
    record({ action: "second_factor.refused", subject, after: { method: "passkey" } });
    return null;
  });
}
