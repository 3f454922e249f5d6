import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess } from "#lib/platform/auth/guess-limit.ts";
import { requireSession } from "#lib/platform/auth/require-session.ts";
import { requireStepUp } from "#lib/platform/auth/step-up.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { ConflictError, NotFoundError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import type { confirmTotpEndpoint, TotpEnrolment } from "./factors-contract.ts";
import { newRecoveryCodes, storeFirstRecoveryCodes } from "./recovery-codes.ts";
import { codeGuesses, endSessionsOf, wrongCode } from "./second-factor.ts";
import { matchingSealedStep, newTotpSecret, sealTotpSecret, totpUri } from "./totp.ts";

/** How long somebody may take from the QR code to the first code. */
const ENROLMENT_MINUTES = 60;

/**
 * Makes the secret of an authenticator app, which counts from its first code on. One that was begun
 * before, in another tab, is replaced. Throws ConflictError (`totp_exists`) where one is turned on.
 */
export async function startTotp(ctx: Context): Promise<TotpEnrolment> {
  requireStepUp(ctx);
  const { userId } = ctx;
  const user = await db.user.findUnique({ where: { id: userId } });
  if (!user) throw new NotFoundError("member_not_found");
  const secret = newTotpSecret();
  // What the change returns is kept under the request's Idempotency-Key: not the secret.
  const started = await changeOrganization(ctx, "account.own", async ({ tx, now, record }) => {
    await tx.totpFactor.deleteMany({ where: { userId, confirmedAt: null } });
    const { count } = await tx.totpFactor.createMany({
      data: { userId, secret: sealTotpSecret(secret, userId), createdAt: now },
      skipDuplicates: true,
    });
    if (count === 0) throw new ConflictError("totp_exists");
    const subject = { type: "member", id: userId };
    record({ action: "second_factor.started", subject, after: { factor: "totp" } });
    return { startedAt: now.toISOString(), secret: null, uri: null };
  });
  return { ...started, secret, uri: totpUri(secret, user.email) };
}

/**
 * Turns the authenticator app on with its first code and ends the person's other sessions. Returns
 * recovery codes where there were none. Throws InvalidError for a wrong code, ConflictError where
 * this enrolment was replaced, has ended, or another tab was faster.
 */
export async function confirmTotp(
  ctx: Context,
  given: Input<typeof confirmTotpEndpoint>,
): Promise<Output<typeof confirmTotpEndpoint>> {
  const sessionId = requireSession(ctx);
  const { userId } = ctx;
  const guesses = codeGuesses(userId);
  await countGuess(guesses);
  const codes = newRecoveryCodes();
  let first = false;
  const kept = await changeOrganization(ctx, "account.own", async (change) => {
    const { tx, now, record } = change;
    const pending = await pendingFactor(tx, userId, given.startedAt, now);
    const step = matchingSealedStep(pending.secret, userId, given.code, now);
    if (step === null) throw wrongCode(given);
    const { count } = await tx.totpFactor.updateMany({
      where: { userId, secret: pending.secret, confirmedAt: null },
      // Its first code has been used by this.
      data: { confirmedAt: now, lastStep: step },
    });
    if (count === 0) throw new ConflictError("totp_exists");
    const subject = { type: "member", id: userId };
    record({ action: "second_factor.enrolled", subject, after: { factor: "totp" } });
    first = await storeFirstRecoveryCodes(change, userId, codes);
    await endSessionsOf(change, userId, sessionId);
    return { recoveryCodes: null };
  });
  await forgiveGuess(guesses);
  return first ? { recoveryCodes: codes } : kept;
}

async function pendingFactor(
  tx: Tx,
  userId: string,
  startedAt: string,
  now: Date,
): Promise<{ secret: Uint8Array<ArrayBuffer> }> {
  const factor = await tx.totpFactor.findUnique({ where: { userId } });
  if (factor?.confirmedAt) throw new ConflictError("totp_exists");
  if (!factor || now.getTime() - factor.createdAt.getTime() > ENROLMENT_MINUTES * 60_000) {
    throw new ConflictError("totp_enrolment_ended");
  }
  if (factor.createdAt.getTime() !== new Date(startedAt).getTime()) {
    throw new ConflictError("totp_enrolment_replaced");
  }
  return factor;
}
