import { uuidv7 } from "uuidv7";
import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { ConflictError } from "#lib/platform/errors.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { changeProject, type LockedProject } from "#lib/projects/change-project.ts";
import { CHECKLIST_LIMITS } from "#lib/templates/checklist.ts";
import type { createItemEndpoint, Item } from "./contract.ts";
import { wholeItem } from "./item-change.ts";
import { lastRank, lockedGroup, rankAfter, type Group } from "./item-place.ts";
import { dueByClock } from "./phase-clock.ts";

/**
 * Adds a custom item at the end of a group, due by the clock of its phase. Returns it. Throws
 * InvalidError for an unknown group, ConflictError (`too_many_items`) for a full checklist.
 */
export function createItem(ctx: Context, input: Input<typeof createItemEndpoint>): Promise<Item> {
  const { projectId, groupId, title, description } = input;
  return changeProject(ctx, "items.edit", projectId, async ({ tx, row: project, now, record }) => {
    await assertRoom(tx, project);
    const group = await lockedGroup(tx, project, groupId);
    const item: Item = {
      ...blankItem,
      id: uuidv7(),
      phaseId: group.phaseId,
      groupId,
      code: await nextCode(tx, project, group),
      title,
      description,
      rank: await rankAfter(tx, project, await lastRank(tx, project, group)),
      dueAt: dueByClock(project.startAt, group.deadlineHours)?.toISOString() ?? null,
    };
    const subject = { type: "item", id: item.id };
    const revision = record({ action: "item.created", subject, after: wholeItem(item) });
    const stored: Item = { ...item, revision, textRevision: revision };
    const { organizationId, id } = project;
    await tx.item.create({ data: { ...stored, organizationId, projectId: id, createdAt: now } });
    return stored;
  });
}

const blankItem = {
  titleKo: null,
  origin: "custom",
  focusStep: null,
  claim: "todo",
  claimReason: null,
  claimedBy: null,
  claimedAt: null,
  verdict: "not_run",
  verdictReason: null,
  ttlDays: null,
  keptUntil: null,
  waivedUntil: null,
  assigneeId: null,
  evidenceCount: 0,
  commentCount: 0,
  revision: 0,
  textRevision: 0,
} as const satisfies Partial<Item>;

/** Throws ConflictError when the checklist is as long as one may be that is exported and imported. */
export async function assertRoom(tx: Tx, project: LockedProject): Promise<void> {
  const count = await tx.item.count({ where: { projectId: project.id, removedAt: null } });
  const most = CHECKLIST_LIMITS.items;
  if (count >= most) throw new ConflictError("too_many_items", { max: most });
}

// Longer codes would not survive an export and import.
const LONGEST_PREFIX = CHECKLIST_LIMITS.code - 10;

/** The group's code and the first number behind all that were ever given, removed items included. */
async function nextCode(tx: Tx, project: LockedProject, group: Group): Promise<string> {
  const prefix = group.code.length > LONGEST_PREFIX ? "custom." : `${group.code}.`;
  const [row] = await tx.$queryRaw<{ last: number | null }[]>`
    SELECT max(substr(code, length(${prefix}) + 1)::int) AS last FROM items
    WHERE project_id = ${project.id}::uuid AND starts_with(code, ${prefix})
      AND substr(code, length(${prefix}) + 1) ~ '^[0-9]{1,8}$'`;
  return `${prefix}${(row?.last ?? 0) + 1}`;
}
