import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";
import { changeItem } from "./change-item.ts";
import type { Item, updateItemEndpoint } from "./contract.ts";
import {
  assertMayPlan,
  changedItem,
  itemEvent,
  planItemChange,
  type ItemPatch,
} from "./item-change.ts";
import { assertAssignable, itemsUpdate } from "./item-store.ts";

/**
 * Makes an item as wanted: its claim, assignee, due date, days until renewal, texts. Setting what is
 * there already changes nothing, but a claim of done that has expired is renewed by another. Returns the item. Throws ConflictError with the present item when its texts
 * are newer than `seenRevision`.
 */
export function updateItem(ctx: Context, input: Input<typeof updateItemEndpoint>): Promise<Item> {
  const { projectId, itemId, ...patch } = input;
  return changeItem(ctx, "items.claim", { projectId, itemId }, async (change, item) => {
    const { tx, row: project, now, record, finish } = change;
    authorise(ctx, project, item, patch);
    const planned = planItemChange(ctx, item, patch, now);
    if (!planned) return item;
    if (planned.after.assigneeId) await assertAssignable(tx, project, planned.after.assigneeId);
    const changed = changedItem(item, planned, record(itemEvent(item, planned)));
    finish(itemsUpdate(project, [changed]));
    return changed;
  });
}

function authorise(ctx: Context, project: LockedProject, item: Item, patch: ItemPatch): void {
  const plans = [patch.assigneeId, patch.dueAt, patch.ttlDays].some((value) => value !== undefined);
  if (plans) assertMayPlan(ctx, item, can(project.role, "items.plan"));
  const edits =
    patch.title !== undefined || patch.titleKo !== undefined || patch.description !== undefined;
  if (edits && !can(project.role, "items.edit")) throw new ForbiddenError();
}
