import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import type { bulkUpdateItemsEndpoint, Item } from "./contract.ts";
import { assertMayPlan, changedItem, itemEvent, planItemChange } from "./item-change.ts";
import { assertAssignable, itemsUpdate, lockedItems } from "./item-store.ts";

/**
 * Makes many items as wanted, all or none, with one audit event for each that changes. Returns all
 * of them. Engineers may only name items of their own and of nobody.
 */
export function bulkUpdateItems(
  ctx: Context,
  input: Input<typeof bulkUpdateItemsEndpoint>,
): Promise<{ items: Item[] }> {
  const { projectId, itemIds, ...patch } = input;
  return changeProject(ctx, "items.claim", projectId, async (change) => {
    const { tx, row: project, now, record, finish } = change;
    const items = await lockedItems(tx, project, [...new Set(itemIds)]);
    const grant = can(project.role, "items.plan");
    for (const item of items) assertMayPlan(ctx, item, grant);
    if (patch.assigneeId) await assertAssignable(tx, project, patch.assigneeId);
    const changed: Item[] = [];
    const results = items.map((item) => {
      const planned = planItemChange(ctx, item, patch, now);
      if (!planned) return item;
      const result = changedItem(item, planned, record(itemEvent(item, planned)));
      changed.push(result);
      return result;
    });
    finish(itemsUpdate(project, changed));
    return { items: results };
  });
}
