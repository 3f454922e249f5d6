import type { Tx } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { ConflictError, InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";
import type { Item } from "./contract.ts";
import { itemJson } from "./item-fields.ts";

type StoredItem = { item: Item; removed: boolean };

async function selectItems(tx: Tx, project: LockedProject, ids: readonly string[]) {
  return tx.$queryRaw<StoredItem[]>`
    SELECT ${itemJson} AS item, i.removed_at IS NOT NULL AS removed FROM items i
    WHERE i.project_id = ${project.id}::uuid AND i.organization_id = ${project.organizationId}::uuid
      AND i.id = ANY(${ids}::uuid[])`;
}

/** The items of a locked project, in the order of `ids`. Throws NotFoundError when one is missing. */
export async function lockedItems(
  tx: Tx,
  project: LockedProject,
  ids: readonly string[],
): Promise<Item[]> {
  const rows = await selectItems(tx, project, ids);
  const found = new Map(rows.filter((row) => !row.removed).map(({ item }) => [item.id, item]));
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

/**
 * A custom item of a locked project, also when it is removed. Throws NotFoundError, and ConflictError
 * (`item_not_custom`) for an item of the catalog: those leave by a narrower scope or as not applicable.
 */
export async function lockedCustomItem(
  tx: Tx,
  project: LockedProject,
  id: string,
): Promise<StoredItem> {
  const [row] = await selectItems(tx, project, [id]);
  if (!row) throw new NotFoundError("item_not_found");
  if (row.item.origin !== "custom") throw new ConflictError("item_not_custom");
  return row;
}

/**
 * The statement that stores all that may change on items of a locked project. The list of ids says
 * again what the join says, since nothing else tells the planner how few rows the JSON holds.
 */
export function itemsUpdate(project: LockedProject, items: Item[]): Prisma.Sql {
  return Prisma.sql`
    UPDATE items i SET phase_id = n."phaseId", group_id = n."groupId", rank = n.rank,
      title = n.title, title_ko = n."titleKo", description = n.description, claim = n.claim,
      claim_reason = n."claimReason", claimed_by = n."claimedBy", claimed_at = n."claimedAt",
      kept_until = n."keptUntil",
      kept_reason = CASE WHEN n."keptUntil" IS NOT NULL THEN i.kept_reason END,
      kept_by = CASE WHEN n."keptUntil" IS NOT NULL THEN i.kept_by END,
      ttl_days = n."ttlDays", assignee_id = n."assigneeId", due_at = n."dueAt",
      revision = n.revision, text_revision = n."textRevision"
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS n(id uuid, "phaseId" uuid,
      "groupId" uuid, rank text, title text, "titleKo" text, description text, claim claim,
      "claimReason" text, "claimedBy" uuid, "claimedAt" timestamptz,
      "keptUntil" timestamptz, "ttlDays" int,
      "assigneeId" uuid, "dueAt" timestamptz, revision int, "textRevision" int)
    WHERE i.id = n.id AND i.project_id = ${project.id}::uuid
      AND i.id = ANY(${items.map(({ id }) => id)}::uuid[])`;
}

/** Throws InvalidError unless the person may work in the project and is still a member. */
export async function assertAssignable(
  tx: Tx,
  project: LockedProject,
  userId: string,
): Promise<void> {
  if (await isAssignable(tx, project, userId)) return;
  throw new InvalidError("not_assignable", [{ path: "assigneeId", code: "not_assignable" }]);
}

/** Whether the person may work in the project and is still a member. */
export async function isAssignable(
  tx: Tx,
  project: LockedProject,
  userId: string,
): Promise<boolean> {
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
  return member !== null;
}
