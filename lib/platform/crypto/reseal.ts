import type { Tx } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import { db } from "#lib/platform/db/read.ts";
import { presentSealHead, seal, unseal } from "./seal.ts";
import { sealedColumns, type SealPurpose } from "./sealed-columns.ts";

/** Where the first batch begins: before every id. */
export const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

type ResealedBatch = { resealed: number; last: string | null };

type Row = { id: string; sealed: Uint8Array };

/** The pieces of SQL that one purpose's values are found by. */
function placeOf(purpose: SealPurpose) {
  const { table, column, key, organization } = sealedColumns[purpose];
  return {
    table: Prisma.raw(table),
    column: Prisma.raw(column),
    key: Prisma.raw(key),
    organization: Prisma.raw(organization),
    outdated: Prisma.sql`t.${Prisma.raw(column)} IS NOT NULL
      AND substring(t.${Prisma.raw(column)} FROM 1 FOR ${presentSealHead().length}::int) <> ${presentSealHead()}`,
  };
}

/**
 * Seals anew what an organisation has of one purpose under another key than the present one's, at
 * most `limit` rows after `after`. Rows that no key opens stay as they are. `last` is null when there
 * are no more.
 */
export async function resealBatch(
  tx: Tx,
  organizationId: string,
  purpose: SealPurpose,
  after: string,
  limit: number,
): Promise<ResealedBatch> {
  const { table, column, key, organization, outdated } = placeOf(purpose);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT t.${key}::text AS id, t.${column} AS sealed FROM ${table} t
    WHERE ${outdated} AND t.${key} > ${after}::uuid AND ${organization} = ${organizationId}::uuid
    ORDER BY t.${key} LIMIT ${limit} FOR UPDATE OF t`;
  let resealed = 0;
  for (const { id, sealed } of rows) {
    const text = tryUnseal(sealed, { purpose, recordId: id });
    if (text === null) continue;
    const value = seal(text, { purpose, recordId: id });
    await tx.$executeRaw`UPDATE ${table} SET ${column} = ${value} WHERE ${key} = ${id}::uuid`;
    resealed += 1;
  }
  return { resealed, last: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
}

function tryUnseal(...given: Parameters<typeof unseal>): string | null {
  try {
    return unseal(...given);
  } catch {
    return null;
  }
}

/** How many values of a purpose are sealed under another key than the present one's, over all organisations. */
export async function countOutdatedSeals(purpose: SealPurpose): Promise<number> {
  const { table, outdated } = placeOf(purpose);
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${table} t WHERE ${outdated}`;
  return row?.count ?? 0;
}
