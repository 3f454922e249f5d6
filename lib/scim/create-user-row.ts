import { uuidv7 } from "uuidv7";
import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import { consumeInvitation } from "#lib/members/consume-invitation.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ScimError } from "./scim-error.ts";
import type { UserChanges } from "./user-changes.ts";

type NewUser = UserChanges & { email: string };

/**
 * Stores a new person as a provisioned member, or brings one back whom an administrator had removed;
 * an invitation that waits for them is thereby accepted. Returns the id, and the projects that this
 * changed. Throws ScimError (`uniqueness`) for an address or external id that is taken, here
 * or elsewhere: nobody's account is ever taken over.
 */
export async function createUserRow(
  change: Change<StreamRow>,
  ctx: Context,
  wanted: NewUser,
): Promise<{ userId: string; projectIds: string[] }> {
  const { tx, now, row, record } = change;
  const organizationId = row.id;
  const { externalId = null, active = true } = wanted;
  await assertFreeExternalId(tx, organizationId, externalId, null);
  const membership = {
    ...{ externalId, provisioned: true, role: "member" as const },
    removedAt: active ? null : now,
  };
  const former = await findFormerMember(tx, organizationId, wanted.email);
  const userId = former ?? (await createAccount(tx, wanted, now));
  const key = { organizationId, userId };
  if (former) {
    await tx.member.update({ where: { organizationId_userId: key }, data: membership });
  } else {
    await tx.member.create({ data: { ...key, ...membership, createdAt: now } });
  }
  const subject = { type: "member", id: userId };
  record({ action: "member.added", subject, after: { role: "member" } });
  if (!active) record({ action: "member.removed", subject, before: { role: "member" } });
  const arrived = { userId, email: wanted.email, role: "member" as const };
  return { userId, projectIds: active ? await consumeInvitation(change, ctx, arrived) : [] };
}

/** The id of a removed member with this address; null where the address is free. */
async function findFormerMember(
  tx: Tx,
  organizationId: string,
  email: string,
): Promise<string | null> {
  const user = await tx.user.findUnique({
    where: { email },
    select: { id: true, kind: true, deletedAt: true, members: true },
  });
  if (!user) return null;
  const here = user.members.find((member) => member.organizationId === organizationId);
  const elsewhere = user.members.some((member) => member !== here && member.removedAt === null);
  const gone = here && here.removedAt !== null && !here.provisioned;
  if (!gone || elsewhere || user.kind !== "person" || user.deletedAt) throw takenAddress();
  return user.id;
}

async function createAccount(tx: Tx, { email, name }: NewUser, now: Date): Promise<string> {
  const id = uuidv7();
  const { count } = await tx.user.createMany({
    data: { id, email, name: name ?? email.split("@")[0] ?? email, createdAt: now },
    skipDuplicates: true,
  });
  // Another organisation was faster by a moment.
  if (count === 0) throw takenAddress();
  return id;
}

/** Throws ScimError (`uniqueness`) where another person of the organisation has this external id. */
export async function assertFreeExternalId(
  tx: Tx,
  organizationId: string,
  externalId: string | null,
  userId: string | null,
): Promise<void> {
  if (externalId === null) return;
  const other = await tx.member.findFirst({
    where: { organizationId, externalId, ...(userId ? { userId: { not: userId } } : {}) },
    select: { userId: true },
  });
  if (other) throw new ScimError(409, "uniqueness", "The externalId belongs to another user.");
}

export const takenAddress = (): ScimError =>
  new ScimError(409, "uniqueness", "The userName belongs to an account that exists already.");
