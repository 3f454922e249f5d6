import type { Context } from "#lib/platform/auth/context.ts";
import type { Tx } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { inScope } from "#lib/checklist/item-fields.ts";
import { stateOf } from "#lib/integrations/to-integration.ts";
import { changeProject, type LockedProject } from "#lib/projects/change-project.ts";
import type { runChecksEndpoint } from "./contract.ts";
import { waitsUntil } from "./waiting.ts";

type Request = Pick<Input<typeof runChecksEndpoint>, "itemIds" | "groupId">;
type Answer = Output<typeof runChecksEndpoint>;
type Waiting = Answer["waiting"][number];

type Row = {
  id: string;
  integrationId: string;
  name: string;
  pausedAt: Date | null;
  openUntil: Date | null;
  retryAt: Date | null;
  failedAt: Date | null;
  succeededAt: Date | null;
  hurried: boolean;
};

/** What has run within so many seconds is not asked again, whoever wants it. */
const FRESH_SECONDS = 10;

/**
 * Makes the checks of some items, of a heading or of all items in scope due now. Returns those that are
 * under way, and the integrations whose checks wait because they are paused or left alone. One audit
 * event for each request that hurries anything. Throws NotFoundError for an item or heading that is
 * not of the project.
 */
export function runChecks(ctx: Context, input: Input<typeof runChecksEndpoint>): Promise<Answer> {
  const { projectId, ...request } = input;
  return changeProject(ctx, "checks.run", projectId, async ({ tx, row: project, now, record }) => {
    await assertThere(tx, project, request);
    const rows = await hurry(tx, project, request, now);
    const count = rows.filter(({ hurried }) => hurried).length;
    if (count > 0) {
      record({
        action: "checks.requested",
        subject: subjectOf(project, request),
        after: { count },
      });
    }
    const states = rows.map((row) => ({ row, state: stateOf(row, now) }));
    return {
      requestedAt: now.toISOString(),
      checkIds: states.filter(({ state }) => !isWaiting(state)).map(({ row }) => row.id),
      waiting: [...Map.groupBy(states, ({ row }) => row.integrationId).values()].flatMap(
        (group) => {
          const [first] = group;
          return first && isWaiting(first.state)
            ? toWaiting(first.row, first.state, group.length)
            : [];
        },
      ),
    };
  });
}

function isWaiting(state: string): state is Waiting["state"] {
  return state === "paused" || state === "open" || state === "limited";
}

function toWaiting(row: Row, state: Waiting["state"], checks: number): Waiting {
  const { integrationId, name } = row;
  return { integrationId, name, state, until: waitsUntil(state, row), checks };
}

function subjectOf(project: LockedProject, { itemIds, groupId }: Request) {
  const [only, ...others] = itemIds ?? [];
  if (only && others.length === 0) return { type: "item", id: only };
  if (groupId && !itemIds) return { type: "heading", id: groupId };
  return { type: "project", id: project.id };
}

async function assertThere(tx: Tx, project: LockedProject, { itemIds, groupId }: Request) {
  const { id: projectId, organizationId } = project;
  const wanted = [...new Set(itemIds)];
  const found = await tx.item.count({
    where: { id: { in: wanted }, projectId, organizationId, removedAt: null },
  });
  if (found < wanted.length) throw new NotFoundError("item_not_found");
  if (!groupId) return;
  const heading = await tx.heading.findFirst({ where: { id: groupId, projectId, organizationId } });
  if (!heading) throw new NotFoundError("heading_not_found");
}

function hurry(tx: Tx, project: LockedProject, request: Request, now: Date): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    WITH wanted AS (
      SELECT DISTINCT l.check_id AS id FROM item_checks l
      JOIN items i ON i.id = l.item_id JOIN projects p ON p.id = i.project_id
      WHERE l.project_id = ${project.id}::uuid AND ${inScope} AND ${narrowed(request)}
    ), hurried AS (
      UPDATE checks c SET next_run_at = ${now}::timestamptz
      FROM wanted w, integrations g
      WHERE c.id = w.id AND g.id = c.integration_id AND g.removed_at IS NULL
        AND c.next_run_at > ${now}::timestamptz
        AND coalesce(c.ran_at < ${now}::timestamptz - make_interval(secs => ${FRESH_SECONDS}), true)
      RETURNING c.id
    )
    SELECT c.id, g.id AS "integrationId", g.name, g.paused_at AS "pausedAt",
      g.open_until AS "openUntil", g.retry_at AS "retryAt", g.failed_at AS "failedAt",
      g.succeeded_at AS "succeededAt", c.id IN (SELECT id FROM hurried) AS hurried
    FROM checks c JOIN integrations g ON g.id = c.integration_id AND g.removed_at IS NULL
    WHERE c.id IN (SELECT id FROM wanted)
      AND (c.id IN (SELECT id FROM hurried) OR c.next_run_at <= ${now}::timestamptz)
    ORDER BY g.created_at, c.name`;
}

function narrowed({ itemIds, groupId }: Request): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (itemIds) conditions.push(Prisma.sql`i.id = ANY(${itemIds}::uuid[])`);
  if (groupId) {
    conditions.push(Prisma.sql`i.group_id IN (
      WITH RECURSIVE below AS (
        SELECT ${groupId}::uuid AS id
        UNION ALL SELECT h.id FROM headings h JOIN below b ON h.parent_id = b.id
      ) SELECT id FROM below)`);
  }
  return Prisma.join(conditions, " AND ");
}
