import { Prisma } from "#lib/platform/db/generated/client.ts";
import { writeClient } from "#lib/platform/db/client.ts";

const BATCH = 5_000;

/**
 * Deletes the rows of `table` that `condition` selects, some thousands at a time, so that nobody waits
 * long for a lock. Returns how many; stops early when `signal` fires.
 */
export async function deleteInBatches(
  table: string,
  condition: Prisma.Sql,
  signal: AbortSignal,
): Promise<number> {
  const name = Prisma.raw(`"${table}"`);
  let total = 0;
  for (let deleted = BATCH; deleted === BATCH && !signal.aborted; total += deleted) {
    deleted = await writeClient().$executeRaw`
      DELETE FROM ${name} WHERE ctid IN (SELECT ctid FROM ${name} WHERE ${condition} LIMIT ${BATCH})`;
  }
  return total;
}
