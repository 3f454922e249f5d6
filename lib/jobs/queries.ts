import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { db } from "#lib/platform/db/read.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import { DEAD_LETTERS, readDeadLetters } from "#lib/platform/jobs/dead-letters.ts";
import { queueFigures, type QueueFigures } from "#lib/platform/jobs/figures.ts";
import type { DeadLetter, TroubledIntegration, Work } from "./contract.ts";

/**
 * How the background work stands. Of integrations and what was given up, only what is the
 * organisation's own or nobody's. Throws ForbiddenError.
 */
export async function getWork(ctx: Context): Promise<Work> {
  if (!can(ctx.organizationRole, "jobs.manage")) throw new ForbiddenError();
  const [figures, integrations, deadLetters] = await Promise.all([
    queueFigures(),
    readTroubled(ctx.organizationId),
    ownDeadLetters(ctx.organizationId),
  ]);
  return { workerAge: figures.heartbeatAge, jobs: toJobs(figures), integrations, deadLetters };
}

/** What was given up and is this organisation's to replay. */
export async function ownDeadLetters(organizationId: string): Promise<DeadLetter[]> {
  const own = await db.integration.findMany({
    where: { organizationId },
    select: { id: true, name: true, project: { select: { name: true } } },
  });
  const integrations = new Map(own.map((each) => [each.id, each]));
  const rows = await readDeadLetters([...integrations.keys()]);
  return rows.map(({ id, queue, subject, failedAt, error }) => {
    const about = subject ? integrations.get(subject) : undefined;
    return {
      ...{ id, job: queue, error },
      integration: about?.name ?? null,
      project: about?.project.name ?? null,
      failedAt: failedAt.toISOString(),
    };
  });
}

async function readTroubled(organizationId: string): Promise<TroubledIntegration[]> {
  const rows = await db.integration.findMany({
    where: {
      organizationId,
      removedAt: null,
      pausedAt: null,
      project: { archivedAt: null },
      OR: [{ failure: { not: null } }, { retryAt: { gt: new Date() } }],
    },
    select: {
      ...{ id: true, name: true, provider: true, failures: true, openUntil: true, retryAt: true },
      ...{ failure: true, failureDetail: true, succeededAt: true },
      project: { select: { slug: true, name: true } },
    },
    orderBy: [{ failures: "desc" }, { name: "asc" }],
    take: 200,
  });
  return rows.map((row) => ({
    ...row,
    openUntil: row.openUntil?.toISOString() ?? null,
    retryAt: row.retryAt?.toISOString() ?? null,
    succeededAt: row.succeededAt?.toISOString() ?? null,
  }));
}

function toJobs({ runs }: QueueFigures): Work["jobs"] {
  const names = [...new Set(runs.map(({ queue }) => queue))].filter(
    (name) => name !== DEAD_LETTERS,
  );
  return names.toSorted().map((name) => {
    const own = runs.filter(({ queue }) => queue === name);
    const count = (...states: string[]) =>
      own.filter(({ state }) => states.includes(state)).reduce((sum, run) => sum + run.count, 0);
    const last = Math.max(...own.map((run) => run.last ?? 0));
    return {
      name,
      waiting: count("created", "retry"),
      active: count("active"),
      failed: count("failed"),
      lastAt: last > 0 ? new Date(last * 1_000).toISOString() : null,
    };
  });
}
