import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import type { removeItemEndpoint } from "./contract.ts";
import { wholeItem } from "./item-change.ts";
import { lockedCustomItem } from "./item-store.ts";

/**
 * Takes a custom item out of the checklist; it can be brought back. Removing it twice changes
 * nothing. Throws ConflictError (`item_not_custom`) for an item of the catalog.
 */
export function removeItem(ctx: Context, input: Input<typeof removeItemEndpoint>): Promise<null> {
  const { projectId, itemId } = input;
  return changeProject(ctx, "items.edit", projectId, async ({ tx, row: project, now, record }) => {
    const { item, removed } = await lockedCustomItem(tx, project, itemId);
    if (removed) return null;
    const revision = record({
      action: "item.removed",
      subject: { type: "item", id: itemId },
      before: wholeItem(item),
    });
    await tx.item.update({ where: { id: itemId }, data: { removedAt: now, revision } });
    return null;
  });
}
