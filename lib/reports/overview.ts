import { inScope, isDone } from "#lib/checklist/item-fields.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import type { Input } from "#lib/platform/http/endpoint.ts";
import { findProject } from "#lib/projects/queries.ts";
import { findFocusPlan } from "#lib/templates/queries.ts";
import type { getProjectOverviewEndpoint, ProjectOverview } from "./contract.ts";
import { decideGate } from "./gate.ts";

const BLOCKERS = 10;

type Phase = ProjectOverview["phases"][number];
type Blocker = ProjectOverview["blockers"][number];
type PhaseRow = Omit<Phase, "dueAt"> & {
  dueAt: Date | null;
  gateCounting: number;
  gateDone: number;
  gateFailing: number;
};
type StepRow = { step: number } & Pick<Phase, "total" | "counting" | "done" | "verified">;
type BlockerRow = Omit<Blocker, "dueAt"> & { dueAt: Date | null; all: number };

/** A project's overview: gate, phases, focus plan and what is in the way; all for the items in scope. */
export async function getProjectOverview(
  ctx: Context,
  input: Input<typeof getProjectOverviewEndpoint>,
): Promise<ProjectOverview> {
  const project = await findProject(ctx, input.projectId);
  const now = ctx.now();
  const [phases, steps, plan, blockers] = await Promise.all([
    readPhases(project.id, now),
    readSteps(project.id, now),
    findFocusPlan(project.id),
    readBlockers(project.id, now),
  ]);
  const standings = new Map(steps.map(({ step, ...standing }) => [step, standing]));
  const nothing = { total: 0, counting: 0, done: 0, verified: 0 };
  return {
    at: now.toISOString(),
    revision: project.revision,
    gate: decideGate(phases.map(gatePhase)),
    phases: phases.map(toPhase),
    focus: plan.map(({ step, bucket, title }) => ({
      ...{ step, bucket, title: title.en, titleKo: title.ko },
      ...(standings.get(step) ?? nothing),
    })),
    blockers: blockers.map(({ all: _all, dueAt, ...blocker }) => ({
      ...blocker,
      dueAt: dueAt?.toISOString() ?? null,
    })),
    blockerCount: blockers[0]?.all ?? 0,
  };
}

const gatePhase = ({ code, gateCounting, gateDone, gateFailing }: PhaseRow) => ({
  ...{ code, counting: gateCounting, done: gateDone, failing: gateFailing },
});

function toPhase(row: PhaseRow): Phase {
  const { gateCounting: _c, gateDone: _d, gateFailing: _f, dueAt, ...phase } = row;
  return { ...phase, dueAt: dueAt?.toISOString() ?? null };
}

const waived = (now: Date) => Prisma.sql`coalesce(i.waived_until > ${now}::timestamptz, false)`;
const done = (now: Date) => isDone(Prisma.sql`${now}::timestamptz`);
const counting = (now: Date) => Prisma.sql`(i.claim <> 'not_applicable' AND NOT ${waived(now)})`;

const standing = (now: Date) => Prisma.sql`
  count(i.id)::int AS total,
  count(i.id) FILTER (WHERE ${counting(now)})::int AS counting,
  count(i.id) FILTER (WHERE ${counting(now)} AND ${done(now)})::int AS done,
  count(i.id) FILTER (WHERE ${counting(now)} AND i.verdict = 'pass')::int AS verified`;

function readPhases(projectId: string, now: Date): Promise<PhaseRow[]> {
  const inGate = Prisma.sql`i.origin <> 'extended' AND ${counting(now)}`;
  return db.$queryRaw`
    SELECT h.id, h.code, h.title, h.title_ko AS "titleKo", ${standing(now)},
      coalesce(h.weight, 1) AS weight,
      count(i.id) FILTER (WHERE ${counting(now)} AND i.claim = 'in_progress')::int AS "inProgress",
      count(i.id) FILTER (WHERE ${waived(now)})::int AS waived,
      count(i.id) FILTER (WHERE i.claim = 'not_applicable')::int AS "notApplicable",
      count(i.id) FILTER (WHERE i.claim IN ('todo', 'in_progress') AND NOT ${waived(now)}
        AND i.due_at < ${now}::timestamptz)::int AS overdue,
      p.start_at + make_interval(hours => h.deadline_hours) AS "dueAt",
      count(i.id) FILTER (WHERE ${inGate})::int AS "gateCounting",
      count(i.id) FILTER (WHERE ${inGate} AND ${done(now)})::int AS "gateDone",
      count(i.id) FILTER (WHERE ${inGate} AND i.verdict = 'fail')::int AS "gateFailing"
    FROM projects p JOIN headings h ON h.project_id = p.id AND h.level = 'phase'
    LEFT JOIN items i ON i.phase_id = h.id AND i.project_id = p.id AND ${inScope}
    WHERE p.id = ${projectId}::uuid
    GROUP BY h.id, p.id ORDER BY h.rank`;
}

function readSteps(projectId: string, now: Date): Promise<StepRow[]> {
  return db.$queryRaw`
    SELECT i.focus_step AS step, ${standing(now)}
    FROM items i JOIN projects p ON p.id = i.project_id
    WHERE p.id = ${projectId}::uuid AND i.focus_step IS NOT NULL AND ${inScope}
    GROUP BY i.focus_step ORDER BY i.focus_step`;
}

/** Items of the first phase that close the gate, failing ones first, and open items that are overdue. */
function readBlockers(projectId: string, now: Date): Promise<BlockerRow[]> {
  return db.$queryRaw`
    SELECT i.id, i.code, i.title, i.title_ko AS "titleKo", i.claim::text AS claim,
      i.verdict::text AS verdict, i.closes AS "closesGate", i.due_at AS "dueAt",
      i.assignee_id AS "assigneeId", u.name AS "assigneeName", count(*) OVER ()::int AS all
    FROM (
      SELECT i.*, i.origin <> 'extended' AND (NOT ${done(now)} OR i.verdict = 'fail')
        AND i.phase_id = (SELECT h.id FROM headings h
          WHERE h.project_id = p.id AND h.level = 'phase' ORDER BY h.rank LIMIT 1) AS closes
      FROM items i JOIN projects p ON p.id = i.project_id
      WHERE p.id = ${projectId}::uuid AND ${inScope} AND ${counting(now)}
    ) i
    LEFT JOIN users u ON u.id = i.assignee_id
    WHERE i.closes OR (i.claim IN ('todo', 'in_progress') AND i.due_at < ${now}::timestamptz)
    ORDER BY i.closes DESC, i.closes AND i.verdict = 'fail' DESC, i.due_at NULLS LAST, i.rank, i.id
    LIMIT ${BLOCKERS}`;
}
