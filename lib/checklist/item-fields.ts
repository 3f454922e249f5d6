import { Prisma } from "#lib/platform/db/generated/client.ts";

/**
 * Whether an item `i` counts in its project `p`: it is not removed, and belongs to the scope.
 * Extended items wait outside the core scope and lose nothing there.
 */
export const inScope = Prisma.sql`(i.removed_at IS NULL AND (p.scope = 'complete' OR i.origin <> 'extended'))`;

/**
 * Whether the claim of an item `i` has outlived its days at `now`, as `hasExpired` of standing.ts has it.
 */
export const hasExpired = (now: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`coalesce(i.claim = 'done' AND i.claimed_at + i.ttl_days * interval '24 hours' < ${now}, false)`;

/** Whether an item `i` counts as done at `now`: a claim that has to be renewed does not. */
export const isDone = (now: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(i.claim = 'done' AND NOT ${hasExpired(now)})`;

/** The claim of an item `i` as it counts at `now`: what has to be renewed is to do again. */
export const countedClaim = (now: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(CASE WHEN ${hasExpired(now)} THEN 'todo' ELSE i.claim::text END)`;

/** Whether claim and verdict of an item `i` disagree at `now`, and nobody has settled it. */
export const disagrees = (now: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(((i.claim = 'done' AND i.verdict = 'fail')
    OR (i.claim IN ('todo', 'in_progress') AND i.verdict = 'pass'))
    AND NOT coalesce(i.kept_until > ${now}, false))`;

/** A moment as the API writes it: ISO 8601 in UTC with milliseconds. */
const iso = (column: string) =>
  Prisma.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** One item `i` as the contract's JSON object, written by the database; row_to_json is its fastest way. */
export const itemJson = Prisma.sql`(SELECT row_to_json(fields) FROM (SELECT
  i.id, i.phase_id AS "phaseId", i.group_id AS "groupId", i.code, i.title, i.title_ko AS "titleKo",
  i.description, i.origin, i.focus_step AS "focusStep", i.rank, i.claim,
  i.claim_reason AS "claimReason", i.claimed_by AS "claimedBy", ${iso("i.claimed_at")} AS "claimedAt",
  i.verdict, i.verdict_reason AS "verdictReason", i.ttl_days AS "ttlDays",
  ${iso("i.kept_until")} AS "keptUntil", ${iso("i.waived_until")} AS "waivedUntil", i.assignee_id AS "assigneeId",
  ${iso("i.due_at")} AS "dueAt", i.evidence_count AS "evidenceCount",
  i.comment_count AS "commentCount", i.revision, i.text_revision AS "textRevision") fields)`;
