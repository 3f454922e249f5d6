import type { Recorded } from "#lib/platform/audit/event.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";
import type { Item } from "./contract.ts";
import { changedItem, itemEvent } from "./item-change.ts";
import { itemJson } from "./item-fields.ts";
import { itemsUpdate } from "./item-store.ts";
import { dueByClock } from "./phase-clock.ts";

/**
 * Moves the due dates that the phase clocks gave, when a project's start moves to `startAt`; dates
 * that people set stay. Records one event for each item; returns the last revision, or null when no
 * date moves.
 */
export async function rescheduleItems(
  tx: Tx,
  project: LockedProject,
  startAt: Date,
  record: (event: Recorded) => number,
): Promise<number | null> {
  const rows = await tx.$queryRaw<{ item: Item; deadlineHours: number }[]>`
    SELECT ${itemJson} AS item, h.deadline_hours AS "deadlineHours"
    FROM items i JOIN headings h ON h.project_id = i.project_id AND h.id = i.phase_id
    WHERE i.project_id = ${project.id}::uuid AND i.organization_id = ${project.organizationId}::uuid
      AND i.removed_at IS NULL
      AND i.due_at = ${project.startAt}::timestamptz + make_interval(hours => h.deadline_hours)
    ORDER BY i.rank, i.id`;
  const moved = rows.map(({ item, deadlineHours }) => {
    const dueAt = dueByClock(startAt, deadlineHours)?.toISOString() ?? null;
    const change = { action: "item.planned", after: { dueAt } };
    return changedItem(item, change, record(itemEvent(item, change)));
  });
  if (moved.length > 0) await tx.$executeRaw(itemsUpdate(project, moved));
  return moved.at(-1)?.revision ?? null;
}
