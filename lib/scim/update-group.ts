import type { Change, StreamRow } from "#lib/platform/audit/audited-change.ts";
import type { Json } from "#lib/platform/audit/event.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import type { GroupChanges } from "./group-changes.ts";
import { applyGroupRoles } from "./group-roles.ts";
import { visibleUsers, type GroupRow } from "./resources.ts";
import { invalidValue, ScimError } from "./scim-error.ts";

/** Makes a group what the directory says, and its people what the group gives. */
export async function updateGroup(
  change: Change<StreamRow>,
  present: GroupRow,
  wanted: GroupChanges,
): Promise<void> {
  const { tx, now, row, record } = change;
  const before: Record<string, Json> = {};
  const after: Record<string, Json> = {};
  const { displayName, externalId } = wanted;
  if (displayName !== undefined && displayName !== present.displayName) {
    await assertFreeName(tx, row.id, displayName, present.id);
    Object.assign(before, { displayName: present.displayName });
    Object.assign(after, { displayName });
  }
  if (externalId !== undefined && externalId !== present.externalId) {
    Object.assign(before, { externalId: present.externalId });
    Object.assign(after, { externalId });
  }
  const members = present.members.map(({ userId }) => userId);
  const touched = wanted.members
    ? await setMembers(change, present.id, members, wanted.members)
    : [];
  if (touched.length > 0) {
    Object.assign(before, { members });
    Object.assign(after, { members: [...(wanted.members ?? [])] });
  }
  if (Object.keys(after).length === 0) return;
  await tx.group.update({
    where: { id: present.id },
    data: {
      ...(displayName === undefined ? {} : { displayName }),
      ...(externalId === undefined ? {} : { externalId }),
      updatedAt: now,
    },
  });
  if (present.role) await applyGroupRoles(change, touched);
  record({ action: "group.changed", subject: { type: "group", id: present.id }, before, after });
}

/**
 * Puts people into a group and takes others out; returns who came or went. Throws ScimError for one
 * whom the directory does not see.
 */
export async function setMembers(
  { tx, row }: Change<StreamRow>,
  groupId: string,
  present: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<string[]> {
  const organizationId = row.id;
  const added = [...wanted].filter((id) => !present.includes(id));
  const removed = present.filter((id) => !wanted.has(id));
  const known = await tx.member.count({
    where: { AND: [visibleUsers(organizationId), { userId: { in: added } }] },
  });
  if (known !== added.length) throw invalidValue("members: there is no such user.");
  await tx.groupMember.deleteMany({ where: { groupId, userId: { in: removed } } });
  await tx.groupMember.createMany({
    data: added.map((userId) => ({ organizationId, groupId, userId })),
  });
  return [...added, ...removed];
}

/** Throws ScimError (`uniqueness`) where another group of the organisation has this name. */
export async function assertFreeName(
  tx: Tx,
  organizationId: string,
  displayName: string,
  id: string | null,
): Promise<void> {
  const other = await tx.group.findFirst({
    where: { organizationId, displayName, ...(id ? { id: { not: id } } : {}) },
    select: { id: true },
  });
  if (other) throw new ScimError(409, "uniqueness", "There is a group of this name already.");
}
