import type { Tx } from "#lib/platform/db/client.ts";
import { InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";
import type { Item } from "./contract.ts";
import type { ItemChange } from "./item-change.ts";
import { itemJson } from "./item-fields.ts";

/** The items of a locked project, in the order of `ids`. Throws NotFoundError when one is missing. */
export async function lockedItems(
  tx: Tx,
  project: LockedProject,
  ids: readonly string[],
): Promise<Item[]> {
  const rows = await tx.$queryRaw<{ item: Item }[]>`
    SELECT ${itemJson} AS item FROM items i
    WHERE i.project_id = ${project.id}::uuid AND i.organization_id = ${project.organizationId}::uuid
      AND i.id = ANY(${ids}::uuid[]) AND i.removed_at IS NULL`;
  const found = new Map(rows.map(({ item }) => [item.id, item]));
  return ids.map((id) => {
    const item = found.get(id);
    if (!item) throw new NotFoundError("item_not_found");
    return item;
  });
}

/** One item of a locked project. Throws NotFoundError. */
export async function lockedItem(tx: Tx, project: LockedProject, id: string): Promise<Item> {
  const [item] = await lockedItems(tx, project, [id]);
  if (!item) throw new NotFoundError("item_not_found");
  return item;
}

/** Stores what changed on an item under the project's new revision; returns the item as it is then. */
export async function storeItem(
  tx: Tx,
  item: Item,
  change: NonNullable<ItemChange>,
  revision: number,
): Promise<Item> {
  const stored: Item = {
    ...item,
    ...change.after,
    revision,
    textRevision: change.changesTexts ? revision : item.textRevision,
  };
  // One fixed statement, not one per set of fields: this is the busiest write there is.
  await tx.$executeRaw`
    UPDATE items SET title = ${stored.title}, title_ko = ${stored.titleKo},
      description = ${stored.description}, claim = ${stored.claim}::claim,
      claim_reason = ${stored.claimReason}, claimed_by = ${stored.claimedBy}::uuid,
      claimed_at = ${stored.claimedAt}::timestamptz, assignee_id = ${stored.assigneeId}::uuid,
      due_at = ${stored.dueAt}::timestamptz, revision = ${stored.revision},
      text_revision = ${stored.textRevision}
    WHERE id = ${stored.id}::uuid`;
  return stored;
}

/** Throws InvalidError unless the person can see the project and is still a member. */
export async function assertAssignable(
  tx: Tx,
  project: LockedProject,
  userId: string,
): Promise<void> {
  const member = await tx.member.findFirst({
    where: {
      organizationId: project.organizationId,
      userId,
      removedAt: null,
      OR: [
        { role: { in: ["owner", "admin"] } },
        { projectMembers: { some: { projectId: project.id, role: { in: ["lead", "engineer"] } } } },
      ],
    },
    select: { userId: true },
  });
  if (!member) {
    throw new InvalidError("not_assignable", [{ path: "assigneeId", code: "not_assignable" }]);
  }
}
