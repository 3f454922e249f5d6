import type { Tx } from "#lib/platform/db/client.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";
import type { ItemVerdict } from "./combine.ts";

type Turned = { id: string; before: ItemVerdict; after: ItemVerdict };

/**
 * Of the items whose verdict changes, those that passed when something was last known of them and fail
 * now, also where nothing could be read in between.
 */
export async function turnedToFail<Item extends Turned>(
  tx: Tx,
  { id: projectId, organizationId }: LockedProject,
  judged: readonly Item[],
): Promise<Item[]> {
  const failing = judged.filter(({ after }) => after.verdict === "fail");
  const gaps = failing.filter(({ before }) => ["stale", "unknown"].includes(before.verdict));
  const ids = gaps.map(({ id }) => id);
  const rows =
    ids.length === 0
      ? []
      : await tx.$queryRaw<{ id: string }[]>`
          SELECT s.id FROM unnest(${ids}::uuid[]) AS s(id) WHERE 'pass' = (
            SELECT e.body::json -> 'after' ->> 'verdict' FROM audit_events e
            WHERE e.stream_id = ${projectId}::uuid AND e.organization_id = ${organizationId}::uuid
              AND e.subject_id = s.id AND e.action = 'item.judged'
              AND e.body::json -> 'after' ->> 'verdict' IN ('pass', 'fail')
            ORDER BY e.seq DESC LIMIT 1)`;
  const passed = new Set(rows.map(({ id }) => id));
  return failing.filter(({ id, before }) => before.verdict === "pass" || passed.has(id));
}
