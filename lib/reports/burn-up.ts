import { hasExpired, inScope, isDone } from "#lib/checklist/item-fields.ts";
import { readerZone, type Context } from "#lib/platform/auth/context.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { findProject } from "#lib/projects/queries.ts";
import type { BurnUp, getProjectBurnUpEndpoint } from "./contract.ts";

type Phase = BurnUp["phases"][number] & { done: number };
type Step = { phaseId: string; day: string; change: number };

const DAY_MS = 86_400_000;

/** What the burn-up is drawn from: today's phases, and by how much each day changed them. */
export type BurnUpData = { phases: Phase[]; steps: Step[]; firstDay: string; lastDay: string };

/** How many items of each phase were done at the end of each day, as of now. */
export async function getProjectBurnUp(
  ctx: Context,
  { projectId, timeZone = readerZone(ctx) }: Input<typeof getProjectBurnUpEndpoint>,
): Promise<BurnUp> {
  const { id } = await findProject(ctx, projectId);
  const now = ctx.now();
  return {
    at: now.toISOString(),
    timeZone,
    ...drawBurnUp(await readBurnUp(id, timeZone, now)),
  };
}

/**
 * Reads a project's phases with the items now in scope, the changes of claims from its audit log, and
 * what has to be renewed by now. Days are those of `timeZone`.
 */
async function readBurnUp(projectId: string, timeZone: string, now: Date): Promise<BurnUpData> {
  const at = Prisma.sql`${now}::timestamptz`;
  // Waived items are left out of all days, since no event tells when a waiver ran out.
  const kept = Prisma.sql`NOT coalesce(i.waived_until > ${now}::timestamptz, false)`;
  const [phases, steps, [span]] = await Promise.all([
    db.$queryRaw<(Omit<Phase, "dueAt"> & { dueAt: Date | null })[]>`
      SELECT h.id, h.code, h.title, h.title_ko AS "titleKo", count(i.id)::int AS total,
        count(i.id) FILTER (WHERE i.claim <> 'not_applicable' AND ${kept})::int AS counting,
        count(i.id) FILTER (WHERE ${isDone(at)} AND ${kept})::int AS done,
        p.start_at + make_interval(hours => h.deadline_hours) AS "dueAt"
      FROM projects p JOIN headings h ON h.project_id = p.id AND h.level = 'phase'
      LEFT JOIN items i ON i.phase_id = h.id AND i.project_id = p.id AND ${inScope}
      WHERE p.id = ${projectId}::uuid
      GROUP BY h.id, p.id ORDER BY h.rank`,
    db.$queryRaw<Step[]>`
      SELECT phase_id AS "phaseId", day::text, sum(change)::int AS change FROM (
        SELECT i.phase_id, (e.occurred_at AT TIME ZONE ${timeZone})::date AS day,
          (e.body::jsonb #>> '{after,claim}' = 'done')::int
            - (e.body::jsonb #>> '{before,claim}' = 'done')::int AS change
        FROM audit_events e
        JOIN projects p ON p.id = e.stream_id
        JOIN items i ON i.id = e.subject_id AND i.project_id = p.id AND ${inScope} AND ${kept}
        WHERE e.stream_id = ${projectId}::uuid AND e.action IN ('item.claimed', 'item.settled')
        UNION ALL
        SELECT i.phase_id, ((i.claimed_at + i.ttl_days * interval '24 hours')
          AT TIME ZONE ${timeZone})::date, -1
        FROM items i JOIN projects p ON p.id = i.project_id
        WHERE p.id = ${projectId}::uuid AND ${inScope} AND ${kept} AND ${hasExpired(at)}
      ) claimed WHERE change <> 0 GROUP BY phase_id, day`,
    db.$queryRaw<{ firstDay: string; lastDay: string }[]>`
      SELECT (least(p.start_at, p.created_at) AT TIME ZONE ${timeZone})::date::text AS "firstDay",
        (${now}::timestamptz AT TIME ZONE ${timeZone})::date::text AS "lastDay"
      FROM projects p WHERE p.id = ${projectId}::uuid`,
  ]);
  return {
    phases: phases.map((phase) => ({ ...phase, dueAt: phase.dueAt?.toISOString() ?? null })),
    steps,
    firstDay: span?.firstDay ?? "",
    lastDay: span?.lastDay ?? "",
  };
}

/**
 * The days from first to last with what was done by their end. What is done now stands at the end;
 * earlier days are that less the changes that came later, so that items which arrived done count
 * from the start.
 */
export function drawBurnUp({
  phases,
  steps,
  firstDay,
  lastDay,
}: BurnUpData): Pick<BurnUp, "phases" | "start" | "days"> {
  const changes = new Map<string, number>();
  for (const { phaseId, day, change } of steps) changes.set(`${day} ${phaseId}`, change);
  const done = phases.map((phase) => phase.done);
  const days: BurnUp["days"] = [];
  // A start in the future has no days yet, but today.
  const first = Date.parse(firstDay < lastDay ? firstDay : lastDay);
  for (let time = Date.parse(lastDay); time >= first; time -= DAY_MS) {
    const day = new Date(time).toISOString().slice(0, 10);
    days.push({ day, done: [...done] });
    phases.forEach((phase, index) => {
      done[index] = (done[index] ?? 0) - (changes.get(`${day} ${phase.id}`) ?? 0);
    });
  }
  return {
    phases: phases.map(({ done: _now, ...phase }) => phase),
    start: done,
    days: days.reverse(),
  };
}
