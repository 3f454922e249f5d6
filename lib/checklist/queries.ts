import { z } from "zod";
import type { Context } from "#lib/platform/auth/context.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { NotFoundError } from "#lib/platform/errors.ts";
import { fromCursor } from "#lib/platform/http/cursor.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { JsonText } from "#lib/platform/http/json-text.ts";
import { findProject } from "#lib/projects/queries.ts";
import { findAutomation } from "#lib/templates/queries.ts";
import type {
  getItemEndpoint,
  Item,
  ItemDetail,
  listHeadingsEndpoint,
  listItemsEndpoint,
  listMyItemsEndpoint,
} from "./contract.ts";
import type {
  Comment,
  Evidence,
  listCommentsEndpoint,
  listEvidenceEndpoint,
} from "./notes-contract.ts";
import { countedClaim, hasExpired, inScope, itemJson } from "./item-fields.ts";
import { cachedPage, cachePage } from "./page-cache.ts";
import { readComments, readEvidence, readNotes } from "./item-details.ts";

type ListInput = Input<typeof listItemsEndpoint>;

const rankKeys = z.tuple([z.string().regex(/^[0-9A-Za-z]+$/), z.uuid()]);

/** The items in scope that match, a page of them in the checklist's order, with the revision they show. */
export async function listItems(
  ctx: Context,
  input: ListInput,
): Promise<JsonText<Output<typeof listItemsEndpoint>>> {
  const project = await findProject(ctx, input.projectId);
  const { projectId: _projectId, limit, ...filters } = input;
  // Without filters, all readers of a project get the same page until something changes.
  const isCommon = Object.values(filters).every((filter) => filter === undefined);
  const key = `${project.id} ${limit}`;
  const known = isCommon ? cachedPage(key, project.revision) : undefined;
  if (known) return new JsonText(known);
  const page = await readPage(ctx, project.id, input);
  if (isCommon) cachePage(key, page);
  return new JsonText(page.text);
}

async function readPage(ctx: Context, projectId: string, input: ListInput) {
  const [page] = await db.$queryRaw<{ text: string; revision: number }[]>`
    SELECT p.revision, json_build_object(
      'items', coalesce(json_agg(${itemJson} ORDER BY i.number) FILTER (WHERE i.number <= ${input.limit}), '[]'),
      'nextCursor', CASE WHEN count(i.id) > ${input.limit} THEN
        translate(encode(convert_to(json_build_array(
          max(i.rank) FILTER (WHERE i.number = ${input.limit}),
          (array_agg(i.id) FILTER (WHERE i.number = ${input.limit}))[1])::text, 'UTF8'), 'base64'), E'+/\\n', '-_')
        END,
      'revision', p.revision)::text AS text
    FROM projects p LEFT JOIN LATERAL (
      SELECT i.*, row_number() OVER (ORDER BY i.rank, i.id) AS number
      FROM items i
      WHERE i.project_id = p.id AND i.organization_id = p.organization_id
        AND ${inScope} AND ${matches(ctx, input)}
      ORDER BY i.rank, i.id LIMIT ${input.limit + 1}
    ) i ON true
    WHERE p.id = ${projectId}::uuid AND p.organization_id = ${ctx.organizationId}::uuid
    GROUP BY p.id`;
  if (!page) throw new NotFoundError("project_not_found");
  return page;
}

const readAt = (ctx: Context): Prisma.Sql => Prisma.sql`${ctx.now()}::timestamptz`;

function matches(ctx: Context, input: ListInput): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  const where = (sql: Prisma.Sql): void => void conditions.push(sql);
  if (input.cursor) {
    const [rank, id] = fromCursor(input.cursor, rankKeys);
    where(Prisma.sql`(i.rank, i.id) > (${rank}, ${id}::uuid)`);
  }
  if (input.phase) {
    where(Prisma.sql`i.phase_id IN (SELECT h.id FROM headings h WHERE h.project_id = i.project_id
      AND h.level = 'phase' AND (h.code = ${input.phase} OR h.id::text = ${input.phase}))`);
  }
  if (input.claim) where(Prisma.sql`${countedClaim(readAt(ctx))} = ${input.claim}`);
  if (input.verdict) where(Prisma.sql`i.verdict::text = ${input.verdict}`);
  if (input.waived !== undefined) {
    where(Prisma.sql`coalesce(i.waived_until > now(), false) = ${input.waived}`);
  }
  if (input.assignee === "nobody") where(Prisma.sql`i.assignee_id IS NULL`);
  else if (input.assignee) {
    const person = input.assignee === "me" ? ctx.userId : input.assignee;
    where(Prisma.sql`i.assignee_id = ${person}::uuid`);
  }
  if (input.overdue !== undefined) {
    const overdue = Prisma.sql`coalesce(i.claim IN ('todo', 'in_progress') AND i.due_at < now(), false)`;
    where(Prisma.sql`${overdue} = ${input.overdue}`);
  }
  if (input.focusStep) where(Prisma.sql`i.focus_step = ${input.focusStep}`);
  if (input.origin) where(Prisma.sql`i.origin::text = ${input.origin}`);
  for (const word of input.text?.split(/\s+/) ?? []) {
    where(
      Prisma.sql`strpos(lower(concat_ws(' ', i.code, i.title, i.title_ko, i.description)), lower(${word})) > 0`,
    );
  }
  return Prisma.join(conditions, " AND ");
}

/** A project's phases, sections and groups, in order. */
export async function listHeadings(
  ctx: Context,
  input: Input<typeof listHeadingsEndpoint>,
): Promise<Output<typeof listHeadingsEndpoint>> {
  const project = await findProject(ctx, input.projectId);
  const headings = await db.heading.findMany({
    where: { projectId: project.id, organizationId: ctx.organizationId },
    orderBy: { rank: "asc" },
    omit: { organizationId: true, projectId: true },
  });
  return { headings };
}

/** An item with all that its panel shows. Throws NotFoundError for one that is removed. */
export async function getItem(
  ctx: Context,
  input: Input<typeof getItemEndpoint>,
): Promise<ItemDetail> {
  const project = await findProject(ctx, input.projectId);
  const item = await readItem(ctx, project.id, input.itemId);
  const [evidence, comments, automation] = await Promise.all([
    readEvidence(ctx, project.id, item.id),
    readComments(ctx, project.id, item.id),
    findAutomation(project.id, item.code, ctx.locale),
  ]);
  return { ...item, evidence, comments, automation };
}

async function readItem(ctx: Context, projectId: string, itemId: string): Promise<Item> {
  const [row] = await db.$queryRaw<{ item: Item }[]>`
    SELECT ${itemJson} AS item FROM items i
    WHERE i.id = ${itemId}::uuid AND i.project_id = ${projectId}::uuid
      AND i.organization_id = ${ctx.organizationId}::uuid AND i.removed_at IS NULL`;
  if (!row) throw new NotFoundError("item_not_found");
  return row.item;
}

/** An item's evidence, oldest first. */
export async function listEvidence(
  ctx: Context,
  input: Input<typeof listEvidenceEndpoint>,
): Promise<{ evidence: Evidence[] }> {
  const project = await findProject(ctx, input.projectId);
  const item = await readItem(ctx, project.id, input.itemId);
  return { evidence: await readEvidence(ctx, project.id, item.id) };
}

/** An item's comments, oldest first. */
export async function listComments(
  ctx: Context,
  input: Input<typeof listCommentsEndpoint>,
): Promise<{ comments: Comment[] }> {
  const project = await findProject(ctx, input.projectId);
  const item = await readItem(ctx, project.id, input.itemId);
  return { comments: await readComments(ctx, project.id, item.id) };
}

/** The evidence and comments of all items of a project, by item. */
export async function listNotes(ctx: Context, projectId: string) {
  const project = await findProject(ctx, projectId);
  return readNotes(ctx, project.id);
}

// Items without a due date come last.
const NEVER = "9999-12-31T00:00:00.000Z";
const dueKeys = z.tuple([z.iso.datetime().startsWith("2").or(z.literal(NEVER)), z.uuid()]);

/** What is assigned to the reader and not done or to be renewed, in all projects that they can see, by due date. */
export async function listMyItems(
  ctx: Context,
  input: Input<typeof listMyItemsEndpoint>,
): Promise<JsonText<Output<typeof listMyItemsEndpoint>>> {
  const [due, id] = input.cursor ? fromCursor(input.cursor, dueKeys) : [null, null];
  const [row] = await db.$queryRaw<{ page: string }[]>`
    SELECT json_build_object(
      'items', coalesce(json_agg(${itemJson}::jsonb || jsonb_build_object('projectId', i.project_id,
        'projectSlug', i.slug, 'projectName', i.project_name) ORDER BY i.number)
        FILTER (WHERE i.number <= ${input.limit}), '[]'),
      'nextCursor', CASE WHEN count(*) > ${input.limit} THEN
        translate(encode(convert_to((jsonb_agg(jsonb_build_array(
          to_char(i.due AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), i.id))
          FILTER (WHERE i.number = ${input.limit}) -> 0)::text, 'UTF8'), 'base64'), E'+/\\n', '-_')
        END)::text AS page
    FROM (
      SELECT i.*, p.slug, p.name AS project_name, coalesce(i.due_at, ${NEVER}::timestamptz) AS due,
        row_number() OVER (ORDER BY coalesce(i.due_at, ${NEVER}::timestamptz), i.id) AS number
      FROM items i
      JOIN projects p ON p.id = i.project_id AND p.archived_at IS NULL
      WHERE i.organization_id = ${ctx.organizationId}::uuid AND i.assignee_id = ${ctx.userId}::uuid
        AND (i.claim IN ('todo', 'in_progress') OR ${hasExpired(readAt(ctx))}) AND ${inScope}
        AND (${ctx.organizationRole} <> 'member' OR EXISTS (SELECT FROM project_members m
          WHERE m.project_id = p.id AND m.user_id = ${ctx.userId}::uuid))
        AND (${due}::timestamptz IS NULL
          OR (coalesce(i.due_at, ${NEVER}::timestamptz), i.id) > (${due}::timestamptz, ${id}::uuid))
      ORDER BY due, i.id LIMIT ${input.limit + 1}
    ) i`;
  return new JsonText(row?.page ?? '{"items":[],"nextCursor":null}');
}
