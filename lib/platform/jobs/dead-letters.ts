import { PgBoss } from "pg-boss";
import type { Tx } from "#lib/platform/db/client.ts";
import { db } from "#lib/platform/db/read.ts";

/** Where a job goes that failed for good; it waits there until somebody replays it. */
export const DEAD_LETTERS = "dead_letters";

export type DeadLetterRow = {
  id: string;
  /** The queue it comes from. */
  queue: string;
  /** What it was about; null for scheduled work. */
  subject: string | null;
  failedAt: Date;
  /** The error's own words, in one line. */
  error: string | null;
};

/** Jobs that were given up and wait, about these subjects or none, the latest first; at most 200. */
export function readDeadLetters(subjects: readonly string[]): Promise<DeadLetterRow[]> {
  return db.$queryRaw<DeadLetterRow[]>`
    SELECT id, coalesce(source_name, name) AS queue, data ->> 'id' AS subject,
      created_on AS "failedAt", left(coalesce(source_output ->> 'message',
        source_output #>> '{value,message}'), 300) AS error
    FROM pgboss.job WHERE name = ${DEAD_LETTERS} AND state = 'created'
      AND (data ->> 'id' IS NULL OR data ->> 'id' = ANY(${subjects}::text[]))
    ORDER BY created_on DESC, id LIMIT 200`;
}

/** Puts dead letters back into the queues that they come from; returns how many were still there. */
export async function replayDeadLetters(tx: Tx, ids: readonly string[]): Promise<number> {
  const executeSql = async (text: string, values: unknown[] = []) => ({
    rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values),
  });
  const boss = new PgBoss({
    ...{ db: { executeSql }, schema: "pgboss", migrate: false, createSchema: false },
    ...{ supervise: false, schedule: false },
  });
  return boss.redrive(DEAD_LETTERS, { ids: [...ids], db: { executeSql } });
}
