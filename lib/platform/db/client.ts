import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "#lib/platform/env.ts";
import { PrismaClient, type Prisma } from "./generated/client.ts";

/** What a change may do inside its transaction. Comes from a gate only. */
export type Tx = Prisma.TransactionClient;

type Access = "read" | "write";

function connectionOptions(access: Access): string {
  const options = ["-c statement_timeout=30000", "-c idle_in_transaction_session_timeout=30000"];
  const role = env().PREFLIGHT_DATABASE_ROLE;
  if (role) options.push(`-c role=${role}`);
  if (access === "read") options.push("-c default_transaction_read_only=on");
  return options.join(" ");
}

function createClient(access: Access): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL_SIZE,
    connectionTimeoutMillis: 10_000,
    application_name: `preflight-${access}`,
    options: connectionOptions(access),
  });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 30_000 } });
}

// One pair of clients per process, also over hot reloads in development.
const held = globalThis as { preflightDb?: Partial<Record<Access, PrismaClient>> };

function client(access: Access): PrismaClient {
  const clients = (held.preflightDb ??= {});
  return (clients[access] ??= createClient(access));
}

/** Connections that Postgres itself keeps from writing. */
export const readClient = (): PrismaClient => client("read");

/** For the gates and the platform's own bookkeeping; nothing else imports it. */
export const writeClient = (): PrismaClient => client("write");

/** Closes all connections, at shutdown. */
export async function closeDatabase(): Promise<void> {
  const clients = Object.values(held.preflightDb ?? {});
  held.preflightDb = {};
  await Promise.all(clients.map((each) => each.$disconnect()));
}
