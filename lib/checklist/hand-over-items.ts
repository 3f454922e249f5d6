import { auditedChangeWithin } from "#lib/platform/audit/audited-change.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import { lockProject, type LockedProject } from "#lib/projects/change-project.ts";
import type { Item } from "./contract.ts";
import { itemJson } from "./item-fields.ts";
import { changedItem, itemEvent, planItemChange } from "./item-change.ts";
import { isAssignable, itemsUpdate } from "./item-store.ts";

/** `to`: null for nobody. */
type Handover = { from: string; to: string | null };

/**
 * Assigns all open items of one person to another or to nobody, in every project that is not archived, inside a
 * change of their organisation; one event for each item in its project's chain. Returns the projects
 * that changed, to be announced after the commit, and how many items. Throws InvalidError (field
 * `handOverTo`) when the other person cannot work in one of them.
 */
export async function handOverItemsWithin(
  tx: Tx,
  ctx: Context,
  handover: Handover,
): Promise<{ projectIds: string[]; count: number }> {
  const projects = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT p.id FROM items i JOIN projects p ON p.id = i.project_id
    WHERE i.organization_id = ${ctx.organizationId}::uuid AND i.assignee_id = ${handover.from}::uuid
      AND i.claim IN ('todo', 'in_progress') AND i.removed_at IS NULL AND p.archived_at IS NULL
    ORDER BY p.id`;
  // Who goes gives away what is theirs, whatever their role in a project is by now.
  const acting: Context =
    handover.from === ctx.userId ? { ...ctx, organizationRole: "owner" } : ctx;
  let count = 0;
  for (const { id } of projects) count += await handOverIn(tx, acting, id, handover);
  return { projectIds: projects.map(({ id }) => id), count };
}

function handOverIn(tx: Tx, ctx: Context, projectId: string, { from, to }: Handover) {
  return auditedChangeWithin(
    tx,
    ctx,
    "project",
    () => lockProject((sql) => tx.$queryRaw(sql), ctx, "items.plan", projectId),
    async ({ row: project, now, record, finish }) => {
      if (to && !(await isAssignable(tx, project, to))) {
        const params = { project: project.name };
        const issue = { path: "handOverTo", code: "hand_over_not_assignable", params };
        throw new InvalidError("invalid", [issue]);
      }
      const changed: Item[] = [];
      for (const item of await openItemsOf(tx, project, from)) {
        const planned = planItemChange(ctx, item, { assigneeId: to }, now);
        if (planned) changed.push(changedItem(item, planned, record(itemEvent(item, planned))));
      }
      finish(itemsUpdate(project, changed));
      return changed.length;
    },
  );
}

async function openItemsOf(tx: Tx, project: LockedProject, userId: string): Promise<Item[]> {
  const rows = await tx.$queryRaw<{ item: Item }[]>`
    SELECT ${itemJson} AS item FROM items i
    WHERE i.project_id = ${project.id}::uuid AND i.organization_id = ${project.organizationId}::uuid
      AND i.assignee_id = ${userId}::uuid AND i.claim IN ('todo', 'in_progress')
      AND i.removed_at IS NULL
    ORDER BY i.rank, i.id`;
  return rows.map(({ item }) => item);
}
