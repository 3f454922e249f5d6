import { z } from "zod";
import type { Item } from "#lib/checklist/contract.ts";
import { disagrees, inScope, itemJson } from "#lib/checklist/item-fields.ts";
import type { Context } from "#lib/platform/auth/context.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { fromCursor, toCursor } from "#lib/platform/http/cursor.ts";
import type { Input, Output } from "#lib/platform/http/endpoint.ts";
import { findProject } from "#lib/projects/queries.ts";
import type { listDisagreementsEndpoint } from "./disagreement-contract.ts";

const keys = z.tuple([z.string().regex(/^[0-9A-Za-z]+$/), z.uuid()]);

/** The items in scope of which claim and verdict disagree, in the order of the checklist. */
export async function listDisagreements(
  ctx: Context,
  { cursor, limit, ...input }: Input<typeof listDisagreementsEndpoint>,
): Promise<Output<typeof listDisagreementsEndpoint>> {
  const { id: projectId } = await findProject(ctx, input.projectId);
  const [rank, id] = cursor ? fromCursor(cursor, keys) : [null, null];
  const rows = await db.$queryRaw<{ item: Item }[]>`
    SELECT ${itemJson} AS item FROM items i JOIN projects p ON p.id = i.project_id
    WHERE i.project_id = ${projectId}::uuid AND i.organization_id = ${ctx.organizationId}::uuid
      AND ${inScope}
      AND ${disagrees(Prisma.sql`${ctx.now()}::timestamptz`)}
      AND (${rank}::text IS NULL OR (i.rank, i.id) > (${rank}, ${id}::uuid))
    ORDER BY i.rank, i.id LIMIT ${limit + 1}`;
  const items = rows.slice(0, limit).map(({ item }) => item);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? toCursor([last.rank, last.id]) : null };
}
