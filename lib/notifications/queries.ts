import { z } from "zod";
import type { Context } from "#lib/platform/auth/context.ts";
import { can } from "#lib/platform/auth/permissions.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { ForbiddenError } from "#lib/platform/errors.ts";
import { fromCursor, toCursor } from "#lib/platform/http/cursor.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import type { listNotificationsEndpoint, Notification } from "./contract.ts";

type Page = Output<typeof listNotificationsEndpoint>;
type Row = Pick<Notification, "id" | "kind" | "project" | "item"> & {
  createdAt: Date;
  readAt: Date | null;
};

const keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** Notifications `n` of the reader, about items `i` and projects `p` that they can still see. */
const own = (ctx: Context): Prisma.Sql => Prisma.sql`
  notifications n JOIN items i ON i.id = n.item_id AND i.project_id = n.project_id
    AND i.organization_id = n.organization_id AND i.removed_at IS NULL
  JOIN projects p ON p.id = n.project_id AND p.organization_id = n.organization_id
    AND p.archived_at IS NULL
  WHERE n.organization_id = ${ctx.organizationId}::uuid AND n.user_id = ${ctx.userId}::uuid
    AND (${ctx.organizationRole} <> 'member' OR EXISTS (SELECT FROM project_members m
      WHERE m.project_id = p.id AND m.user_id = n.user_id))`;

/** What the reader was notified of, the latest first, with how many they have not read. */
export async function listNotifications(
  ctx: Context,
  { cursor, limit }: Input<typeof listNotificationsEndpoint>,
): Promise<Page> {
  if (!can(ctx.organizationRole, "account.own")) throw new ForbiddenError();
  const [at, id] = cursor ? fromCursor(cursor, keys) : [null, null];
  const [rows, unread] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT n.id, n.kind, n.created_at AS "createdAt", n.read_at AS "readAt",
        json_build_object('id', p.id, 'slug', p.slug, 'name', p.name) AS project,
        json_build_object('id', i.id, 'code', i.code, 'title', i.title, 'titleKo', i.title_ko) AS item
      FROM ${own(ctx)}
        AND (${at}::timestamptz IS NULL OR (n.created_at, n.id) < (${at}::timestamptz, ${id}::uuid))
      ORDER BY n.created_at DESC, n.id DESC LIMIT ${limit + 1}`,
    countUnread(db, ctx),
  ]);
  const page = rows.slice(0, limit).map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  }));
  const last = page.at(-1);
  return {
    notifications: page,
    unread,
    nextCursor: rows.length > limit && last ? toCursor([last.createdAt, last.id]) : null,
  };
}

/** How many notifications the reader has not read. */
export async function countUnread(
  source: Pick<typeof db, "$queryRaw">,
  ctx: Context,
): Promise<number> {
  const [row] = await source.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${own(ctx)} AND n.read_at IS NULL`;
  return row?.count ?? 0;
}
