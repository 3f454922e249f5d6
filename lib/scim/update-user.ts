import { assertAllowedDomain } from "#lib/members/allowed-domain.ts";
import { consumeInvitation } from "#lib/members/consume-invitation.ts";
import { endMembership } from "#lib/members/end-membership.ts";
import { assertNotLastOwner } from "#lib/members/last-owner.ts";
import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { assertFreeExternalId, takenAddress } from "./create-user-row.ts";
import type { UserRow } from "./resources.ts";
import { ScimError } from "./scim-error.ts";
import type { UserChanges } from "./user-changes.ts";

/**
 * Makes a person what the directory says. Deactivating ends the membership with its sessions and
 * tokens; activating brings it back, which accepts an invitation that waits for the person. Whatever
 * the directory has written to, it looks after from then on. Returns the projects that changed.
 */
export async function updateUser(
  change: Change<StreamRow>,
  ctx: Context,
  present: UserRow,
  wanted: UserChanges,
): Promise<string[]> {
  const { tx, row, record } = change;
  const { userId, role, user } = present;
  const changed = await storeProfile(tx, row.id, present, wanted);
  const arrives = await setActive(change, present, wanted.active);
  const email = wanted.email ?? user.email;
  const projectIds = arrives ? await consumeInvitation(change, ctx, { userId, email, role }) : [];
  if (!present.provisioned) {
    await tx.member.update({
      where: { organizationId_userId: { organizationId: row.id, userId } },
      data: { provisioned: true },
    });
    changed.push("provisioned");
  }
  if (changed.length > 0) {
    // Names and addresses are personal data, which events do not keep.
    const subject = { type: "member", id: userId };
    record({ action: "member.changed", subject, after: { changed } });
  }
  return projectIds;
}

/** Stores address, name and external id; returns the names of those that changed. */
async function storeProfile(
  tx: Tx,
  organizationId: string,
  present: UserRow,
  wanted: UserChanges,
): Promise<string[]> {
  const { userId, user } = present;
  const changed: string[] = [];
  if (wanted.email !== undefined && wanted.email !== user.email) {
    await changeAddress(tx, organizationId, present, wanted.email);
    changed.push("email");
  }
  if (wanted.name !== undefined && wanted.name !== user.name) {
    await assertOnlyHere(tx, organizationId, userId);
    await tx.user.update({ where: { id: userId }, data: { name: wanted.name } });
    changed.push("name");
  }
  if (wanted.externalId !== undefined && wanted.externalId !== present.externalId) {
    await assertFreeExternalId(tx, organizationId, wanted.externalId, userId);
    await tx.member.update({
      where: { organizationId_userId: { organizationId, userId } },
      data: { externalId: wanted.externalId },
    });
    changed.push("externalId");
  }
  return changed;
}

/** An address leads into an account: that of an owner is theirs alone to change. */
async function changeAddress(
  tx: Tx,
  organizationId: string,
  { userId, role }: UserRow,
  email: string,
): Promise<void> {
  if (role === "owner") {
    throw new ScimError(
      400,
      "mutability",
      "The address of an owner is changed by themselves only.",
    );
  }
  await assertOnlyHere(tx, organizationId, userId);
  await assertAllowedDomain(tx, organizationId, email, "userName");
  if (await tx.user.findUnique({ where: { email }, select: { id: true } })) throw takenAddress();
  await tx.user.update({ where: { id: userId }, data: { email } });
}

async function assertOnlyHere(tx: Tx, organizationId: string, userId: string): Promise<void> {
  const elsewhere = await tx.member.count({
    where: { userId, removedAt: null, organizationId: { not: organizationId } },
  });
  if (elsewhere === 0) return;
  throw new ScimError(400, "mutability", "The account belongs to another organization as well.");
}

/** Whether the person is a member again. */
async function setActive(
  change: Change<StreamRow>,
  { userId, role, removedAt }: UserRow,
  active: boolean | undefined,
): Promise<boolean> {
  const { tx, row, record } = change;
  if (active === undefined || active === (removedAt === null)) return false;
  const subject = { type: "member", id: userId };
  if (active) {
    await tx.member.update({
      where: { organizationId_userId: { organizationId: row.id, userId } },
      data: { removedAt: null },
    });
    record({ action: "member.added", subject, after: { role } });
    return true;
  }
  await assertNotLastOwner(tx, row.id, userId);
  await endMembership(change, userId);
  record({ action: "member.removed", subject, before: { role } });
  return false;
}

/** Ends a membership for good, as the directory sees it: it may create the person anew. */
export async function deleteUser(change: Change<StreamRow>, present: UserRow): Promise<void> {
  const { tx, row, record } = change;
  const { userId } = present;
  await setActive(change, present, false);
  await tx.groupMember.deleteMany({ where: { organizationId: row.id, userId } });
  await tx.member.update({
    where: { organizationId_userId: { organizationId: row.id, userId } },
    data: { provisioned: false, externalId: null },
  });
  if (present.removedAt === null) return;
  const after = { changed: ["provisioned"] };
  record({ action: "member.changed", subject: { type: "member", id: userId }, after });
}
