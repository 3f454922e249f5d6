import { uuidv7 } from "uuidv7";
import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Guess } from "#lib/platform/auth/guess-limit.ts";
import type { ReadDb } from "#lib/platform/db/read.ts";
import { ConflictError, InvalidError, UnauthenticatedError } from "#lib/platform/errors.ts";
import { assertFactorNotNeeded } from "./factor-needed.ts";
import { notifyOfChange } from "./notify-of-change.ts";
import { consumeRecoveryCode } from "./recovery-codes.ts";
import { acceptTotpCode } from "./totp.ts";

/** With what somebody has proved that it is them. */
export type Proof = "password" | "totp" | "recovery_code" | "passkey";

/** A code of the authenticator app, or one of the recovery codes. */
export type GivenCode = { code?: string | undefined; recoveryCode?: string | undefined };

/** How attempts at a person's codes are counted. */
export const codeGuesses = (userId: string): Guess[] => [{ counter: "second_factor", of: userId }];

/** Whether the account is guarded by more than its password. */
export async function hasSecondFactor(
  tx: Pick<ReadDb, "totpFactor" | "passkey">,
  userId: string,
): Promise<boolean> {
  const totp = await tx.totpFactor.count({ where: { userId, confirmedAt: { not: null } } });
  return totp > 0 || (await tx.passkey.count({ where: { userId } })) > 0;
}

/**
 * What goes with a factor that was removed: with the last one, the recovery codes. Throws
 * ConflictError where it may not be the last: a password is left that is too short to stand alone
 * (`password_needs_factor`), or a policy asks for a factor (`last_factor_required`).
 */
export async function leaveSecondFactor({ tx }: Change<StreamRow>, userId: string): Promise<void> {
  if (await hasSecondFactor(tx, userId)) return;
  if ((await tx.user.count({ where: { id: userId, passwordShort: true } })) > 0) {
    throw new ConflictError("password_needs_factor");
  }
  await assertFactorNotNeeded(tx, userId);
  await tx.recoveryCode.deleteMany({ where: { userId } });
}

/**
 * Uses up the code that was given. Returns what it was, null for a wrong or used one; either is in
 * the audit log.
 */
export async function acceptCode(
  { tx, now, record }: Change<StreamRow>,
  userId: string,
  { code, recoveryCode }: GivenCode,
): Promise<"totp" | "recovery_code" | null> {
  const subject = { type: "member", id: userId };
  if (code !== undefined && (await acceptTotpCode(tx, userId, code, now))) return "totp";
  if (recoveryCode !== undefined && (await consumeRecoveryCode(tx, userId, recoveryCode, now))) {
    record({ action: "recovery_code.used", subject });
    return "recovery_code";
  }
  const method = code === undefined ? "recovery_code" : "totp";
  record({ action: "second_factor.refused", subject, after: { method } });
  return null;
}

/** What to answer to a wrong code. */
export const wrongCode = ({ code }: GivenCode): InvalidError => {
  const path = code === undefined ? "recoveryCode" : "code";
  return new InvalidError("code_wrong", [{ path, code: "code_wrong" }]);
};

/**
 * Notes in a session that the person has just proved that it is them; from then on it is a full one.
 * It gets another id, and with it the browser another cookie: a copy of the old one opens nothing.
 * Returns the id; throws UnauthenticatedError when the session has ended.
 */
export async function renewSession(
  { tx, now, record }: Change<StreamRow>,
  ctx: Context,
  sessionId: string,
  method: Proof,
): Promise<string> {
  const id = uuidv7();
  const { count } = await tx.session.updateMany({
    where: { id: sessionId, userId: ctx.userId, revokedAt: null },
    data: { id, awaitsSecondFactor: false, verifiedAt: now, lastSeenAt: now },
  });
  if (count === 0) throw new UnauthenticatedError("session_ended");
  record({
    action: "session.verified",
    subject: { type: "session", id },
    before: { sessionId },
    after: { sessionId: id, method },
  });
  return id;
}

/**
 * Ends all the person's sessions, in whichever organisation, but `keep`: as factors change. A mail
 * tells them of it.
 */
export async function endSessionsOf(
  change: Change<StreamRow>,
  userId: string,
  keep: string | null,
): Promise<void> {
  const { tx, now } = change;
  await tx.session.updateMany({
    where: { userId, revokedAt: null, ...(keep ? { id: { not: keep } } : {}) },
    data: { revokedAt: now },
  });
  await notifyOfChange(change, userId, keep ? "second_factor" : "reset");
}
