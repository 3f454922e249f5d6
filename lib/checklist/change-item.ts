import type { Change } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Permission } from "#lib/platform/auth/permissions.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import {
  authorise,
  changeLocked,
  lockProject,
  projectColumns,
  thisProject,
  type LockedProject,
  type ProjectRow,
} from "#lib/projects/change-project.ts";
import type { Item } from "./contract.ts";
import { itemJson } from "./item-fields.ts";

/**
 * The gate of writes to one item: `changeProject` that also hands over the item, with one question
 * to the database less. Locking both rows in one statement shows both as they are after the wait.
 * Throws as `changeProject` does, and NotFoundError (`item_not_found`).
 */
export function changeItem<T>(
  ctx: Context,
  permission: Permission,
  { projectId, itemId }: { projectId: string; itemId: string },
  change: (change: Change<LockedProject>, item: Item) => Promise<T>,
): Promise<T> {
  let item: Item;
  return changeLocked(
    ctx,
    projectId,
    async (_tx, rows) => {
      const [row] = await rows<ProjectRow & { item: Item }>(Prisma.sql`
        SELECT ${projectColumns(ctx)}, ${itemJson} AS item
        FROM projects p JOIN items i ON i.project_id = p.id AND i.organization_id = p.organization_id
        WHERE ${thisProject(ctx, projectId)} AND i.id = ${itemId}::uuid AND i.removed_at IS NULL
        FOR NO KEY UPDATE OF p, i`);
      if (!row) {
        // Whoever may not see the project must not learn which of the two is missing.
        await lockProject(rows, ctx, permission, projectId);
        throw new NotFoundError("item_not_found");
      }
      const { item: found, ...project } = row;
      item = found;
      return authorise(ctx, permission, project);
    },
    (given) => change(given, item),
  );
}
