import { generateKeyBetween } from "fractional-indexing";
import type { Tx } from "#lib/platform/db/client.ts";
import { InvalidError } from "#lib/platform/errors.ts";
import type { LockedProject } from "#lib/projects/change-project.ts";

/** A group that takes items, with the clock of its phase. */
export type Group = {
  id: string;
  code: string;
  rank: string;
  phaseId: string;
  deadlineHours: number | null;
};

/** The group in a locked project. Throws InvalidError (field `groupId`) when there is none. */
export async function lockedGroup(tx: Tx, project: LockedProject, groupId: string): Promise<Group> {
  const [group] = await tx.$queryRaw<Group[]>`
    SELECT g.id, g.code, g.rank, f.id AS "phaseId", f.deadline_hours AS "deadlineHours"
    FROM headings g
    JOIN headings s ON s.project_id = g.project_id AND s.id = g.parent_id
    JOIN headings f ON f.project_id = g.project_id AND f.id = s.parent_id
    WHERE g.project_id = ${project.id}::uuid AND g.id = ${groupId}::uuid AND g.level = 'group'`;
  if (!group) {
    throw new InvalidError("group_not_found", [{ path: "groupId", code: "group_not_found" }]);
  }
  return group;
}

/** The rank of the last thing in a group, removed items included: the group's own when it is empty. */
export async function lastRank(tx: Tx, project: LockedProject, group: Group): Promise<string> {
  const [row] = await tx.$queryRaw<{ rank: string | null }[]>`
    SELECT max(rank) AS rank FROM items
    WHERE project_id = ${project.id}::uuid AND group_id = ${group.id}::uuid`;
  return row?.rank ?? group.rank;
}

/**
 * A rank right after another. Headings and items share one order, and removed items keep their
 * place in it, so that whatever comes back stands where it stood.
 */
export async function rankAfter(tx: Tx, project: LockedProject, rank: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ rank: string | null }[]>`
    SELECT min(rank) AS rank FROM (
      (SELECT rank FROM items WHERE project_id = ${project.id}::uuid AND rank > ${rank}
        ORDER BY rank LIMIT 1)
      UNION ALL
      (SELECT rank FROM headings WHERE project_id = ${project.id}::uuid AND rank > ${rank}
        ORDER BY rank LIMIT 1)) following`;
  return generateKeyBetween(rank, row?.rank ?? null);
}
