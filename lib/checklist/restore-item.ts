import type { Context } from "#lib/platform/auth/context.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject } from "#lib/projects/change-project.ts";
import type { Item, restoreItemEndpoint } from "./contract.ts";
import { assertRoom } from "./create-item.ts";
import { wholeItem } from "./item-change.ts";
import { lockedCustomItem } from "./item-store.ts";

/**
 * Brings a removed item back to where it stood. Returns it. An item that is not removed stays as it
 * is. Throws ConflictError for an item of the catalog and for a full checklist.
 */
export function restoreItem(ctx: Context, input: Input<typeof restoreItemEndpoint>): Promise<Item> {
  const { projectId, itemId } = input;
  return changeProject(ctx, "items.edit", projectId, async ({ tx, row: project, record }) => {
    const { item, removed } = await lockedCustomItem(tx, project, itemId);
    if (!removed) return item;
    await assertRoom(tx, project);
    const revision = record({
      action: "item.restored",
      subject: { type: "item", id: itemId },
      after: wholeItem(item),
    });
    await tx.item.update({ where: { id: itemId }, data: { removedAt: null, revision } });
    return { ...item, revision };
  });
}
