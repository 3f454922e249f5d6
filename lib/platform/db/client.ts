import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { env } from "#lib/platform/env.ts";
import { PrismaClient, type Prisma } from "./generated/client.ts";
import { joinPrisma } from "./join-prisma.ts";
import { toQuery, type Rows } from "./rows.ts";
import { statementName } from "./statement-names.ts";
import { timedPool, type Access } from "./timed-pool.ts";
import { Transaction } from "./transaction.ts";

/** What a change may do inside its transaction. Comes from a gate only. */
export type Tx = Prisma.TransactionClient;

function connectionOptions(access: Access): string {
  const options = ["-c statement_timeout=30000", "-c idle_in_transaction_session_timeout=30000"];
  const role = env().PREFLIGHT_DATABASE_ROLE;
  if (role) options.push(`-c role=${role}`);
  if (access === "read") options.push("-c default_transaction_read_only=on");
  return options.join(" ");
}

type Connected = { client: PrismaClient; pool: pg.Pool };

function connect(access: Access): Connected {
  const pool = timedPool(access, {
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL_SIZE,
    pipeline: access === "write",
    connectionTimeoutMillis: 10_000,
    application_name: `preflight-${access}`,
    options: connectionOptions(access),
  });
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: statementName,
  });
  const transactionOptions = { maxWait: 10_000, timeout: 30_000 };
  return { client: new PrismaClient({ adapter, transactionOptions }), pool };
}

// One pair of clients per process, also over hot reloads in development.
const held = globalThis as { preflightDb?: Partial<Record<Access, Connected>> };

function connected(access: Access): Connected {
  const open = (held.preflightDb ??= {});
  return (open[access] ??= connect(access));
}

/** Connections that Postgres itself keeps from writing. */
export const readClient = (): PrismaClient => connected("read").client;

/** The same connections without Prisma. */
export const readPool = (): pg.Pool => connected("read").pool;

/**
 * For bookkeeping that is no change anybody made, and so has no event: counters, last use, attempts to
 * sign in, deliveries of mail. Everything else goes through a gate.
 */
export const writeClient = (): PrismaClient => connected("write").client;

/** A transaction without Prisma in between. */
export type Direct = {
  rows: Rows;
  /** Runs the last statement and commits. */
  finish: (statement: Prisma.Sql) => Promise<void>;
};

/**
 * Runs `run` in a transaction, which commits when it returns and rolls back when it throws. For the
 * gates; nothing else imports it.
 */
export async function writeTransaction<T>(run: (tx: Tx, direct: Direct) => Promise<T>): Promise<T> {
  const { client: prisma, pool } = connected("write");
  const connection = await pool.connect();
  // A connection that is lost also fails its next statement; the pool then drops it.
  const onLost = () => undefined;
  connection.on("error", onLost);
  const transaction = new Transaction(connection);
  const { tx, leave } = joinPrisma(prisma, transaction);
  const direct: Direct = {
    rows: async <Row>(statement: Prisma.Sql) =>
      (await transaction.query(toQuery(statement))).rows as Row[],
    finish: (statement) => transaction.finish(toQuery(statement)),
  };
  try {
    const result = await run(tx, direct);
    await leave();
    await transaction.commit();
    return result;
  } catch (error) {
    // What went wrong first is what counts.
    await leave().catch(() => undefined);
    await transaction.rollback().catch(() => undefined);
    throw error;
  } finally {
    connection.removeListener("error", onLost);
    connection.release();
  }
}

/** The connections that are open now, by what they may do. */
export function poolSizes(): { access: string; total: number; idle: number; waiting: number }[] {
  return Object.entries(held.preflightDb ?? {}).map(([access, { pool }]) => ({
    access,
    total: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  }));
}

/** Closes all connections, at shutdown. */
export async function closeDatabase(): Promise<void> {
  const open = Object.values(held.preflightDb ?? {});
  held.preflightDb = {};
  await Promise.all(open.map((each) => each.client.$disconnect()));
}
