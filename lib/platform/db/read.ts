import { readClient, readPool } from "./client.ts";
import type { Prisma, PrismaClient } from "./generated/client.ts";
import { toQuery, type Rows } from "./rows.ts";

type Reads = "findUnique" | "findFirst" | "findMany" | "count" | "aggregate" | "groupBy";
type Models = Uncapitalize<Prisma.ModelName>;

/** The database as queries see it: no method that writes, on connections that cannot write. */
export type ReadDb = { [M in Models]: Pick<PrismaClient[M], Reads & keyof PrismaClient[M]> } & {
  $queryRaw: PrismaClient["$queryRaw"];
};

export const db: ReadDb = new Proxy({} as ReadDb, {
  get: (_target, name) => Reflect.get(readClient(), name) as unknown,
});

/** One statement on the same connections, for what every request asks. */
export const readRows: Rows = async <Row>(statement: Prisma.Sql) =>
  (await readPool().query(toQuery(statement))).rows as Row[];
