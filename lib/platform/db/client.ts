import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { env } from "#lib/platform/env.ts";
import { PrismaClient, type Prisma } from "./generated/client.ts";
import { statementName } from "./statement-names.ts";
import { timedPool, type Access } from "./timed-pool.ts";

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

function client(access: Access): PrismaClient {
  const connected = (held.preflightDb ??= {});
  return (connected[access] ??= connect(access)).client;
}

/** Connections that Postgres itself keeps from writing. */
export const readClient = (): PrismaClient => client("read");

/** For the gates and the platform's own bookkeeping; nothing else imports it. */
export const writeClient = (): PrismaClient => client("write");

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
  const connected = Object.values(held.preflightDb ?? {});
  held.preflightDb = {};
  await Promise.all(connected.map((each) => each.client.$disconnect()));
}
