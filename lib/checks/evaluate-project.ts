import { inScope } from "#lib/checklist/item-fields.ts";
import type { Change } from "#lib/platform/audit/audited-change.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Json } from "#lib/platform/audit/event.ts";
import { changeProjectAsSystem, type LockedProject } from "#lib/projects/change-project.ts";
import { notifyFailures } from "#lib/notifications/notify-failures.ts";
import { findAttested } from "#lib/templates/queries.ts";
import { turnedToFail } from "./turned-to-fail.ts";
import { combine, type CheckState, type Claimed, type ItemVerdict } from "./combine.ts";

type Row = Claimed &
  ItemVerdict & {
    id: string;
    code: string;
    assigneeId: string | null;
    keptUntil: Date | null;
    checks: (Omit<CheckState, "ranAt"> & { ranAt: string | null })[];
  };

export type Judged = {
  id: string;
  assigneeId: string | null;
  before: ItemVerdict;
  after: ItemVerdict;
  /** Whether what somebody has settled about the verdict before says nothing of this one. */
  unsettles: boolean;
  revision: number;
};

/**
 * Puts the verdicts of a project's items together anew, from its checks, claims and the clock. Each
 * item whose verdict changes is an audit event; one that turns from pass to fail is brought to the
 * attention of its assignee and the leads. Returns how many changed.
 */
export async function evaluateProject(projectId: string): Promise<number> {
  const project = await db.project.findUnique({
    where: { id: projectId },
    select: { id: true, organizationId: true, revision: true, archivedAt: true },
  });
  if (!project || project.archivedAt) return 0;
  const attested = await findAttested(projectId);
  const changes = judge(await readItems(db, projectId), attested, new Date());
  if (changes.length === 0) {
    await markEvaluated(projectId, project.revision);
    return 0;
  }
  const { count, revision } = await changeProjectAsSystem("evaluate_project", project, (change) =>
    storeVerdicts(change, attested),
  );
  await markEvaluated(projectId, revision);
  return count;
}

/** Again under the lock, since claims may have changed in the meantime. */
async function storeVerdicts(
  { tx, row: project, now, record }: Change<LockedProject>,
  attested: ReadonlySet<string>,
): Promise<{ count: number; revision: number }> {
  const changes = judge(await readItems(tx, project.id), attested, now);
  const judged = changes.map(({ row, after }): Judged => {
    const { id, assigneeId, keptUntil } = row;
    const before = { verdict: row.verdict, reason: row.reason };
    const unsettles = keptUntil !== null && isAnotherMatter(row, after);
    const revision = record({
      action: "item.judged",
      subject: { type: "item", id },
      before: { ...fieldsOf(before), ...(unsettles ? { keptUntil: keptUntil.toISOString() } : {}) },
      after: { ...fieldsOf(after), ...(unsettles ? { keptUntil: null } : {}) },
    });
    return { id, assigneeId, before, after, unsettles, revision };
  });
  await updateItems(tx, project, judged, now);
  await notifyFailures(tx, project, await turnedToFail(tx, project, judged), now);
  return { count: judged.length, revision: project.revision + judged.length };
}

/**
 * Whether an item's new verdict agrees with its claim, or fails by another check than the one that was
 * settled. While nothing can be read, what was settled stands.
 */
function isAnotherMatter(row: Row, after: ItemVerdict): boolean {
  if (after.verdict === "pass") return row.claim === "done";
  if (after.verdict !== "fail") return false;
  return row.claim !== "done" || (row.verdict === "fail" && row.reason !== after.reason);
}

const fieldsOf = ({ verdict, reason }: ItemVerdict): Record<string, Json> => ({
  verdict,
  verdictReason: reason,
});

function judge(rows: readonly Row[], attested: ReadonlySet<string>, now: Date) {
  return rows
    .map((row) => {
      const checks = row.checks.map((check) => ({
        ...check,
        ranAt: check.ranAt === null ? null : new Date(check.ranAt),
      }));
      return { row, after: combine(checks, row, attested.has(row.code), now) };
    })
    .filter(({ row, after }) => row.verdict !== after.verdict || row.reason !== after.reason);
}

/** The items that have checks, age, or had a verdict before. */
function readItems(from: Pick<Tx, "$queryRaw">, projectId: string): Promise<Row[]> {
  return from.$queryRaw<Row[]>`
    SELECT i.id, i.code, i.claim::text AS claim, i.claimed_at AS "claimedAt",
      i.evidence_count AS "evidenceCount", i.ttl_days AS "ttlDays", i.verdict::text AS verdict,
      i.verdict_reason AS reason, i.assignee_id AS "assigneeId",
      i.kept_until AS "keptUntil",
      coalesce(json_agg(json_build_object('name', c.provider || '/' || c.name, 'verdict', c.verdict,
        'reason', c.reason, 'ranAt', c.ran_at, 'intervalSeconds', c.interval_seconds)
        ORDER BY c.name) FILTER (WHERE c.id IS NOT NULL), '[]') AS checks
    FROM items i LEFT JOIN (
      SELECT l.item_id, c.*, g.provider::text AS provider, g.interval_seconds
      FROM item_checks l JOIN checks c ON c.id = l.check_id
      JOIN integrations g ON g.id = c.integration_id AND g.removed_at IS NULL
      WHERE l.project_id = ${projectId}::uuid
    ) c ON c.item_id = i.id
    WHERE i.project_id = ${projectId}::uuid AND i.removed_at IS NULL
      AND (c.id IS NOT NULL OR i.ttl_days IS NOT NULL OR i.verdict <> 'not_run')
    GROUP BY i.id ORDER BY i.rank, i.id`;
}

async function updateItems(
  tx: Tx,
  project: LockedProject,
  judged: readonly Judged[],
  now: Date,
): Promise<void> {
  const rows = judged.map(({ id, after, unsettles, revision }) => ({
    ...{ id, unsettles, revision },
    ...after,
  }));
  await tx.$executeRaw`
    UPDATE items i SET verdict = n.verdict, verdict_reason = n.reason, verdict_at = ${now},
      kept_until = CASE WHEN NOT n.unsettles THEN i.kept_until END,
      kept_reason = CASE WHEN NOT n.unsettles THEN i.kept_reason END,
      kept_by = CASE WHEN NOT n.unsettles THEN i.kept_by END, revision = n.revision
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS n(id uuid, unsettles boolean, verdict verdict, reason text, revision int)
    WHERE i.id = n.id AND i.project_id = ${project.id}::uuid`;
}

/** What was looked at, so that nobody looks again before something changes. */
async function markEvaluated(projectId: string, revision: number): Promise<void> {
  await writeClient().project.updateMany({
    where: { id: projectId },
    data: { evaluatedRevision: revision, evaluatedAt: new Date() },
  });
}

/**
 * Projects whose verdicts may be out of date, the longest not looked at first: something has changed
 * since, a check has found something else that its worker did not live to tell, or five minutes have passed.
 */
export async function projectsToEvaluate(): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT p.id FROM projects p
    WHERE p.archived_at IS NULL
      AND (p.evaluated_revision <> p.revision OR p.evaluated_at < now() - interval '5 minutes'
        OR EXISTS (SELECT FROM checks c WHERE c.project_id = p.id AND c.changed_at > p.evaluated_at))
      AND (EXISTS (SELECT FROM item_checks l WHERE l.project_id = p.id)
        OR EXISTS (SELECT FROM items i WHERE i.project_id = p.id AND ${inScope}
          AND (i.ttl_days IS NOT NULL OR i.verdict <> 'not_run')))
    ORDER BY p.evaluated_at NULLS FIRST LIMIT 100`);
  return rows.map(({ id }) => id);
}
