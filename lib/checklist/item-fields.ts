import { Prisma } from "#lib/platform/db/generated/client.ts";

/**
 * Whether an item `i` counts in its project `p`: it is not removed, and belongs to the scope.
 * Extended items wait outside the core scope and lose nothing there.
 */
export const inScope = Prisma.sql`(i.removed_at IS NULL AND (p.scope = 'complete' OR i.origin <> 'extended'))`;

/** A moment as the API writes it: ISO 8601 in UTC with milliseconds. */
const iso = (column: string) =>
  Prisma.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** One item `i` as the contract's JSON object, written by the database. */
export const itemJson = Prisma.sql`json_build_object(
  'id', i.id, 'phaseId', i.phase_id, 'groupId', i.group_id, 'code', i.code, 'title', i.title,
  'titleKo', i.title_ko, 'description', i.description, 'origin', i.origin,
  'focusStep', i.focus_step, 'rank', i.rank, 'claim', i.claim, 'claimReason', i.claim_reason,
  'claimedBy', i.claimed_by, 'claimedAt', ${iso("i.claimed_at")}, 'verdict', i.verdict,
  'waivedUntil', ${iso("i.waived_until")}, 'assigneeId', i.assignee_id, 'dueAt', ${iso("i.due_at")},
  'evidenceCount', i.evidence_count, 'commentCount', i.comment_count, 'revision', i.revision,
  'textRevision', i.text_revision)`;
