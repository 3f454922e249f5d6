import { z } from "zod";
import type { AuditBody } from "#lib/platform/audit/event.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import { fromCursor, toCursor } from "#lib/platform/http/cursor.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { findProject } from "#lib/projects/queries.ts";
import type {
  AuditEvent,
  listOrganizationAuditEndpoint,
  listProjectAuditEndpoint,
} from "./contract.ts";
import { matches } from "./event-filters.ts";
import { ownLabel, readNames, referencedIds, type Names } from "./event-names.ts";

type Row = {
  body: string;
  hash: string;
  project: AuditEvent["project"];
  hasOrigin: boolean;
  ip: string | null;
  userAgent: string | null;
};

const seqKey = z.tuple([z.int()]);
const timeKeys = z.tuple([z.iso.datetime(), z.uuid(), z.int()]);

/** A page of what was done in a project, newest first. */
export async function listProjectAudit(
  ctx: Context,
  input: Input<typeof listProjectAuditEndpoint>,
): Promise<Output<typeof listProjectAuditEndpoint>> {
  const project = await findProject(ctx, input.projectId, "audit.project");
  const [before] = input.cursor ? fromCursor(input.cursor, seqKey) : [null];
  const rows = await readRows(
    Prisma.sql`SELECT e.* FROM audit_events e
      WHERE e.stream_id = ${project.id}::uuid AND e.organization_id = ${ctx.organizationId}::uuid
        AND (${before}::int IS NULL OR e.seq < ${before}::int)
        AND ${matches(ctx.organizationId, input)}
      ORDER BY e.seq DESC LIMIT ${input.limit + 1}`,
    Prisma.sql`e.seq DESC`,
  );
  return toPage(ctx, rows, input.limit, ({ seq }) => [seq]);
}

/** A page of what was done in the organisation and its projects, newest first. */
export async function listOrganizationAudit(
  ctx: Context,
  input: Input<typeof listOrganizationAuditEndpoint>,
): Promise<Output<typeof listOrganizationAuditEndpoint>> {
  assertReadsOrganization(ctx);
  const order = Prisma.sql`e.occurred_at DESC, e.stream_id DESC, e.seq DESC`;
  const condition = Prisma.sql`e.organization_id = ${ctx.organizationId}::uuid
    AND ${isBefore(input.cursor)} AND ${matches(ctx.organizationId, input)}`;
  // Each kind has an index in this order; one query over both could not use it.
  const branch = (kind: "organization" | "project") => Prisma.sql`(
    SELECT e.* FROM audit_events e
    WHERE e.stream = ${kind}::audit_stream AND ${condition}
      AND ${inProject(input.project)}
    ORDER BY ${order} LIMIT ${input.limit + 1})`;
  const wanted =
    input.project === undefined
      ? Prisma.sql`${branch("organization")} UNION ALL ${branch("project")}`
      : branch(input.project === "organization" ? "organization" : "project");
  const rows = await readRows(
    Prisma.sql`SELECT * FROM (${wanted}) e ORDER BY ${order} LIMIT ${input.limit + 1}`,
    order,
  );
  return toPage(ctx, rows, input.limit, ({ at, stream, seq }) => [at, stream, seq]);
}

/** Throws ForbiddenError for those who may not read the organisation's audit log. */
export function assertReadsOrganization(ctx: Context): void {
  if (!can(ctx.organizationRole, "audit.organization")) throw new ForbiddenError();
}

function inProject(project: string | undefined): Prisma.Sql {
  if (project === undefined || project === "organization") return Prisma.sql`true`;
  return Prisma.sql`e.stream_id = ${project}::uuid`;
}

function isBefore(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`;
  const [at, stream, seq] = fromCursor(cursor, timeKeys);
  return Prisma.sql`e.occurred_at <= ${at}::timestamptz
    AND (e.occurred_at, e.stream_id, e.seq) < (${at}::timestamptz, ${stream}::uuid, ${seq}::int)`;
}

async function readRows(wanted: Prisma.Sql, order: Prisma.Sql): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT e.body, encode(e.hash, 'hex') AS hash, o.ip, o.user_agent AS "userAgent",
      (o.ip IS NOT NULL OR o.user_agent IS NOT NULL) AS "hasOrigin",
      CASE WHEN p.id IS NOT NULL THEN
        json_build_object('id', p.id, 'slug', p.slug, 'name', p.name) END AS project
    FROM (${wanted}) e
    LEFT JOIN audit_origins o ON o.id = e.origin_id
    LEFT JOIN projects p ON p.id = e.stream_id AND p.organization_id = e.organization_id
    ORDER BY ${order}`;
}

async function toPage(
  ctx: Context,
  rows: readonly Row[],
  limit: number,
  keys: (last: AuditEvent) => (string | number)[],
): Promise<{ events: AuditEvent[]; nextCursor: string | null }> {
  const parsed = rows
    .slice(0, limit)
    .map((row) => ({ row, body: JSON.parse(row.body) as AuditBody }));
  const names = await readNames(
    ctx,
    parsed.map(({ body }) => body),
  );
  const events = parsed.map(({ row, body }) => toEvent(row, body, names));
  const last = events.at(-1);
  return { events, nextCursor: rows.length > limit && last ? toCursor(keys(last)) : null };
}

function toEvent(row: Row, body: AuditBody, names: Names): AuditEvent {
  const ids = [...referencedIds(body.before), ...referencedIds(body.after)];
  return {
    stream: body.stream,
    seq: body.seq,
    at: body.at,
    project: row.project,
    actor: {
      id: body.actor.id,
      name: names.get(body.actor.id ?? "")?.text ?? null,
      via: body.actor.via,
      token: body.actor.token ? (names.get(body.actor.token)?.text ?? null) : null,
    },
    action: body.action,
    subject: { ...body.subject, label: names.get(body.subject.id) ?? ownLabel(body) },
    before: body.before ?? null,
    after: body.after ?? null,
    reason: body.reason ?? null,
    // The system comes from nowhere: there was nothing to erase.
    origin:
      row.hasOrigin || body.actor.via === "system"
        ? { ip: row.ip, userAgent: row.userAgent }
        : null,
    requestId: body.request,
    hash: row.hash,
    names: Object.fromEntries(
      ids.flatMap((id) => {
        const label = names.get(id);
        return label ? [[id, label]] : [];
      }),
    ),
  };
}
