import type { Tx } from "#lib/platform/db/client.ts";

/** What stands where a name was; people read it in either language. */
const ERASED_NAME = "Deleted account · 삭제된 계정";

/**
 * Erases what leads to a person: name, address, password, factors, identities at providers, and from
 * where they came, unless others came from the very same place and browser. Rows that hold nothing
 * personal stay, so that history stays whole.
 */
export async function erasePerson(tx: Tx, userId: string, now: Date): Promise<void> {
  const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  await eraseTraces(tx, userId, email);
  const own = { where: { userId } };
  await tx.totpFactor.deleteMany(own);
  await tx.recoveryCode.deleteMany(own);
  await tx.passkey.deleteMany(own);
  await tx.externalIdentity.deleteMany(own);
  await tx.passwordLink.deleteMany(own);
  await tx.emailChange.deleteMany(own);
  await tx.groupMember.deleteMany(own);
  await tx.member.updateMany({ ...own, data: { externalId: null, provisioned: false } });
  await tx.session.updateMany({ ...own, data: { ip: null, userAgent: null, revokedAt: now } });
  await tx.user.update({
    where: { id: userId },
    data: {
      ...{ name: ERASED_NAME, email: addressOf(userId), deletedAt: now },
      ...{ passwordHash: null, locale: null, timeZone: null },
    },
  });
}

/** Belongs to nobody and can belong to nobody (RFC 2606). */
const addressOf = (userId: string): string => `${userId}@deleted.invalid`;

async function eraseTraces(tx: Tx, userId: string, email: string): Promise<void> {
  await tx.invitation.updateMany({
    where: { email },
    data: { email: addressOf(userId), name: ERASED_NAME },
  });
  await tx.mail.updateMany({
    where: { recipient: email },
    data: { recipient: addressOf(userId), content: null, nextAttemptAt: null },
  });
  await tx.$executeRaw`
    UPDATE audit_origins SET ip = NULL, user_agent = NULL WHERE id IN (
      SELECT origin_id FROM audit_events WHERE organization_id IN
        (SELECT organization_id FROM members WHERE user_id = ${userId}::uuid)
      GROUP BY origin_id HAVING bool_and(actor_id = ${userId}::uuid))`;
}
