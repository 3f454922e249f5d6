import { uuidv7 } from "uuidv7";
import type { Tx } from "#lib/platform/db/client.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";

/** An item that has begun to fail, with the revision of the event that says so. */
export type FailedItem = { id: string; assigneeId: string | null; revision: number };

/**
 * Tells the assignee and the leads of the project that items which passed now fail, in the
 * transaction of the change; once for each event, person and item.
 */
export async function notifyFailures(
  tx: Tx,
  project: LockedProject,
  items: readonly FailedItem[],
  now: Date,
): Promise<void> {
  if (items.length === 0) return;
  const leads = await tx.projectMember.findMany({
    where: {
      ...{ projectId: project.id, organizationId: project.organizationId },
      ...{ role: "lead", member: { removedAt: null } },
    },
    select: { userId: true },
  });
  const rows = items.flatMap(({ id, assigneeId, revision }) => {
    const people = new Set(leads.map(({ userId }) => userId));
    if (assigneeId) people.add(assigneeId);
    return [...people].map((userId) => ({
      id: uuidv7(),
      organizationId: project.organizationId,
      projectId: project.id,
      itemId: id,
      userId,
      kind: "verdict_failed",
      cause: `${project.id} ${revision}`,
      createdAt: now,
    }));
  });
  await tx.notification.createMany({ data: rows, skipDuplicates: true });
}
