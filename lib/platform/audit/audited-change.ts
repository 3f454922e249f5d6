import type { Context } from "#lib/platform/auth/context.ts";
import { writeTransaction, type Tx } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";
import type { Rows } from "#lib/platform/db/rows.ts";
import { announce } from "#lib/platform/realtime/announce.ts";
import { auditBody, type Recorded } from "./event.ts";
import { rememberAnswer } from "./idempotency.ts";
import { auditOrigin, type AuditOriginReference } from "./origin.ts";

/** The row whose lock guards an audit chain; `revision` is the chain's length. */
export type StreamRow = { id: string; revision: number };

type AuditStream = "project" | "organization";

export type Change<Row extends StreamRow> = {
  tx: Tx;
  /** The locked row, as it is now. */
  row: Row;
  now: Date;
  /** Appends one event to the chain when the change commits; returns the revision it will have. */
  record: (event: Recorded) => number;
  /**
   * Takes the last statement of the change (INSERT, UPDATE or DELETE) and sends it together with the
   * events: one way to the database less for the writes that are made all day. Without an event it
   * is not sent.
   */
  finish: (statement: Prisma.Sql) => void;
};

/**
 * The one way to write: locks the row that `lock` finds, runs `change`, and appends what it records
 * to the row's audit chain, all in one transaction. `lock` also decides whether the actor may.
 * A change that records nothing commits without an event; it must not have written anything.
 * Returns what `change` returns, after commit; whatever either throws rolls everything back.
 */
export async function auditedChange<Row extends StreamRow, T>(
  ctx: Context,
  stream: AuditStream,
  lock: (tx: Tx, rows: Rows) => Promise<Row>,
  change: (change: Change<Row>) => Promise<T>,
): Promise<T> {
  const origin = await auditOrigin(ctx);
  const { result, changed } = await writeTransaction(async (tx, direct) => {
    const row = await lock(tx, direct.rows);
    const { result, append } = await changeRow(tx, row, origin, ctx, stream, change);
    if (ctx.idempotency) await rememberAnswer(tx, ctx, ctx.idempotency, result);
    if (append) await direct.finish(append);
    return { result, changed: append && row.id };
  });
  if (changed) announce(changed);
  return result;
}

/**
 * The same for a second chain, inside the transaction of the first. Announces nothing: it is for
 * what is being created, which nobody follows yet.
 */
export async function auditedChangeWithin<Row extends StreamRow, T>(
  tx: Tx,
  ctx: Context,
  stream: AuditStream,
  lock: (tx: Tx) => Promise<Row>,
  change: (change: Change<Row>) => Promise<T>,
): Promise<T> {
  const origin = await auditOrigin(ctx);
  const { result, append } = await changeRow(tx, await lock(tx), origin, ctx, stream, change);
  if (append) await tx.$queryRaw(append);
  return result;
}

/** Runs `change` on a locked row; returns its result and the statement that is still to be sent. */
async function changeRow<Row extends StreamRow, T>(
  tx: Tx,
  row: Row,
  origin: AuditOriginReference,
  ctx: Context,
  stream: AuditStream,
  change: (change: Change<Row>) => Promise<T>,
): Promise<{ result: T; append: Prisma.Sql | null }> {
  const now = ctx.now();
  const bodies: string[] = [];
  const record = (event: Recorded): number => {
    const seq = row.revision + bodies.length + 1;
    bodies.push(auditBody(ctx, { stream: row.id, seq, at: now, origin }, event));
    return seq;
  };
  let last = Prisma.empty;
  const finish = (statement: Prisma.Sql): void => {
    last = Prisma.sql`WITH last_statement AS (${statement})`;
  };
  const result = await change({ tx, row, now, record, finish });
  const append = Prisma.sql`${last} SELECT append_audit_events(${stream}::audit_stream, ${row.id}::uuid, ${bodies})`;
  return { result, append: bodies.length > 0 ? append : null };
}
