import { changeOrganization } from "#lib/organizations/change-organization.ts";
import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import type { PublicContext } from "#lib/platform/auth/context.ts";
import { countGuess, forgiveGuess, type Guess } from "#lib/platform/auth/guess-limit.ts";
import { sha256 } from "#lib/platform/crypto/keys.ts";
import { db } from "#lib/platform/db/read.ts";
import { ConflictError, NotFoundError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { notifyOfChange } from "./notify-of-change.ts";
import { actAs } from "./open-session.ts";
import type { confirmEmailChangeEndpoint } from "./person-contract.ts";

/**
 * Confirms one side of a change of address. With the second one the new address counts, for signing
 * in and for mails. Confirming a side again changes nothing. Throws NotFoundError for a link that is
 * unknown or over, ConflictError (`email_taken`) when an account took the address in the meantime.
 */
export async function confirmEmailChange(
  base: PublicContext,
  { secret }: Input<typeof confirmEmailChangeEndpoint>,
): Promise<Output<typeof confirmEmailChangeEndpoint>> {
  const guesses: Guess[] = base.origin.ip ? [{ counter: "address", of: base.origin.ip }] : [];
  await countGuess(guesses);
  const hash = sha256(secret);
  const { id, userId, member } = await findChange(base, hash);
  await forgiveGuess(guesses);
  const ctx = actAs(base, { ...member, userId, passwordHash: null }, { type: "link" });
  const subject = { type: "member", id: userId };
  return changeOrganization(ctx, "account.own", async (change) => {
    const { tx, now, record } = change;
    // Its own lock: the person may be confirming under another organisation at the same time.
    await tx.$queryRaw`SELECT id FROM email_changes WHERE id = ${id}::uuid FOR UPDATE`;
    const row = await tx.emailChange.findUniqueOrThrow({ where: { id } });
    if (row.endedAt) throw new NotFoundError("email_change_invalid");
    const isOld = Buffer.from(row.oldSecretHash).equals(hash);
    const oldConfirmedAt = isOld ? (row.oldConfirmedAt ?? now) : row.oldConfirmedAt;
    const newConfirmedAt = isOld ? row.newConfirmedAt : (row.newConfirmedAt ?? now);
    const done = oldConfirmedAt !== null && newConfirmedAt !== null;
    const changed = (isOld ? row.oldConfirmedAt : row.newConfirmedAt) === null;
    if (changed) {
      await tx.emailChange.update({
        where: { id },
        data: { oldConfirmedAt, newConfirmedAt, ...(done ? { endedAt: now } : {}) },
      });
      record({ action: `email_change.${done ? "completed" : "confirmed"}`, subject });
    }
    if (done) await takeAddress(change, userId, row.newEmail);
    const waiting = oldConfirmedAt ? "waiting_for_new" : "waiting_for_old";
    return { state: done ? "done" : waiting, newEmail: row.newEmail } as const;
  });
}

async function findChange(base: PublicContext, hash: Uint8Array<ArrayBuffer>) {
  const found = await db.emailChange.findFirst({
    where: {
      OR: [{ oldSecretHash: hash }, { newSecretHash: hash }],
      ...{ endedAt: null, expiresAt: { gt: base.now() } },
    },
    select: {
      ...{ id: true, userId: true },
      user: {
        select: {
          members: {
            where: { removedAt: null },
            orderBy: { createdAt: "asc" },
            take: 1,
            select: { organizationId: true, role: true },
          },
        },
      },
    },
  });
  const member = found?.user.members[0];
  if (!found || !member) throw new NotFoundError("email_change_invalid");
  return { id: found.id, userId: found.userId, member };
}

async function takeAddress(
  change: Change<StreamRow>,
  userId: string,
  email: string,
): Promise<void> {
  const { tx, now } = change;
  // To the old address, which will not hear of the account again.
  await notifyOfChange(change, userId, "email");
  // One statement, which does nothing when an account took the address a moment ago.
  const count = await tx.$executeRaw`
    UPDATE users SET email = ${email} WHERE id = ${userId}::uuid AND deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM users WHERE email = ${email})`;
  if (count === 0) throw new ConflictError("email_taken");
  // What was sent to the address before must open nothing any more.
  await tx.passwordLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
}
