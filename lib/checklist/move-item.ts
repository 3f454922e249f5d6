import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { InvalidError, NotFoundError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject, type LockedProject } from "#lib/projects/change-project.ts";
import type { Item, moveItemEndpoint } from "./contract.ts";
import { changedItem, itemEvent } from "./item-change.ts";
import { lockedGroup, rankAfter, type Group } from "./item-place.ts";
import { itemsUpdate, lockedCustomItem } from "./item-store.ts";
import { dueByClock } from "./phase-clock.ts";

/**
 * Moves a custom item behind another item of a group, or to the group's beginning. A due date that
 * the old phase's clock gave becomes that of the new phase. Moving it to where it is changes
 * nothing. Returns the item. Throws ConflictError (`item_not_custom`) for an item of the catalog.
 */
export function moveItem(ctx: Context, input: Input<typeof moveItemEndpoint>): Promise<Item> {
  const { projectId, itemId, groupId, afterItemId } = input;
  return changeProject(
    ctx,
    "items.edit",
    projectId,
    async ({ tx, row: project, record, finish }) => {
      const { item, removed } = await lockedCustomItem(tx, project, itemId);
      if (removed) throw new NotFoundError("item_not_found");
      const group = await lockedGroup(tx, project, groupId);
      const neighbours = await visibleItems(tx, project, groupId);
      const at = neighbours.findIndex(({ id }) => id === itemId);
      const isThere = at >= 0 && (neighbours[at - 1]?.id ?? null) === afterItemId;
      if (isThere || afterItemId === itemId) return item;
      const before = neighbours.find(({ id }) => id === afterItemId);
      if (afterItemId && !before) {
        throw new InvalidError("item_not_in_group", [
          { path: "afterItemId", code: "item_not_in_group" },
        ]);
      }
      const after: Partial<Item> = { rank: await rankAfter(tx, project, (before ?? group).rank) };
      if (groupId !== item.groupId) after.groupId = groupId;
      if (group.phaseId !== item.phaseId) {
        Object.assign(
          after,
          { phaseId: group.phaseId },
          await newDueDate(tx, project, item, group),
        );
      }
      const change = { action: "item.moved", after };
      const moved = changedItem(item, change, record(itemEvent(item, change)));
      finish(itemsUpdate(project, [moved]));
      return moved;
    },
  );
}

function visibleItems(tx: Tx, project: LockedProject, groupId: string) {
  return tx.$queryRaw<{ id: string; rank: string }[]>`
    SELECT id, rank FROM items WHERE project_id = ${project.id}::uuid
      AND group_id = ${groupId}::uuid AND removed_at IS NULL ORDER BY rank, id`;
}

async function newDueDate(
  tx: Tx,
  project: LockedProject,
  item: Item,
  group: Group,
): Promise<{ dueAt?: string | null }> {
  const old = await tx.heading.findFirst({
    where: { projectId: project.id, id: item.phaseId },
    select: { deadlineHours: true },
  });
  const byClock = dueByClock(project.startAt, old?.deadlineHours ?? null)?.toISOString() ?? null;
  const dueAt = dueByClock(project.startAt, group.deadlineHours)?.toISOString() ?? null;
  return item.dueAt === byClock && dueAt !== byClock ? { dueAt } : {};
}
