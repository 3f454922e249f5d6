import { inScope } from "#lib/checklist/item-fields.ts";
import { readerZone, type Context } from "#lib/platform/auth/context.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { findProject } from "#lib/projects/queries.ts";
import { getProjectBurnUp } from "./burn-up.ts";
import type { getProjectReportEndpoint, ProjectReport } from "./contract.ts";

const DAY_MS = 86_400_000;

type Row<T, Dates extends keyof T> = Omit<T, Dates> & { [K in Dates]: Date | Extract<T[K], null> };
type Overdue = ProjectReport["overdue"][number];
type Exception = ProjectReport["exceptions"][number];

/** A project's report as of now; all of it for the items in scope. */
export async function getProjectReport(
  ctx: Context,
  input: Input<typeof getProjectReportEndpoint>,
): Promise<ProjectReport> {
  const project = await findProject(ctx, input.projectId);
  const now = ctx.now();
  const timeZone = input.timeZone ?? readerZone(ctx);
  const [burnUp, people, overdue, exceptions] = await Promise.all([
    getProjectBurnUp({ ...ctx, now: () => now }, { ...input, timeZone }),
    readPeople(project.id, timeZone),
    readOverdue(project.id, now),
    readExceptions(project.id, now),
  ]);
  return {
    at: now.toISOString(),
    timeZone,
    burnUp,
    people,
    overdue,
    exceptions,
  };
}

function readPeople(projectId: string, timeZone: string): Promise<ProjectReport["people"]> {
  return db.$queryRaw`
    SELECT e.actor_id AS "userId", u.name,
      date_trunc('week', e.occurred_at AT TIME ZONE ${timeZone})::date::text AS week,
      count(DISTINCT e.subject_id)::int AS done
    FROM audit_events e
    JOIN projects p ON p.id = e.stream_id
    JOIN items i ON i.id = e.subject_id AND i.project_id = p.id AND ${inScope}
    JOIN users u ON u.id = e.actor_id
    WHERE e.stream_id = ${projectId}::uuid AND e.action IN ('item.claimed', 'item.settled')
      AND e.body::jsonb #>> '{after,claim}' = 'done'
    GROUP BY 1, 2, 3 ORDER BY week, u.name, e.actor_id`;
}

async function readOverdue(projectId: string, now: Date): Promise<Overdue[]> {
  const rows = await db.$queryRaw<Row<Omit<Overdue, "days">, "dueAt">[]>`
    SELECT i.id, i.code, i.title, i.title_ko AS "titleKo", i.due_at AS "dueAt",
      i.assignee_id AS "assigneeId", u.name AS "assigneeName"
    FROM items i JOIN projects p ON p.id = i.project_id
    LEFT JOIN users u ON u.id = i.assignee_id
    WHERE i.project_id = ${projectId}::uuid AND ${inScope} AND i.claim IN ('todo', 'in_progress')
      AND i.due_at < ${now}::timestamptz AND NOT coalesce(i.waived_until > ${now}::timestamptz, false)
    ORDER BY i.due_at, i.rank`;
  return rows.map((row) => ({
    ...row,
    dueAt: row.dueAt.toISOString(),
    days: Math.floor((now.getTime() - row.dueAt.getTime()) / DAY_MS),
  }));
}

async function readExceptions(projectId: string, now: Date): Promise<Exception[]> {
  const rows = await db.$queryRaw<Row<Exception, "at" | "until">[]>`
    SELECT i.id, i.code, i.title, i.title_ko AS "titleKo",
      CASE WHEN i.claim = 'not_applicable' THEN 'not_applicable' ELSE 'waived' END AS kind,
      i.claim_reason AS reason, i.claimed_by AS "byId", u.name AS "byName",
      i.claimed_at AS at, i.waived_until AS until
    FROM items i JOIN projects p ON p.id = i.project_id
    LEFT JOIN users u ON u.id = i.claimed_by
    WHERE i.project_id = ${projectId}::uuid AND ${inScope}
      AND (i.claim = 'not_applicable' OR i.waived_until > ${now}::timestamptz)
    ORDER BY i.rank`;
  return rows.map((row) => ({
    ...row,
    at: row.at?.toISOString() ?? null,
    until: row.until?.toISOString() ?? null,
  }));
}
