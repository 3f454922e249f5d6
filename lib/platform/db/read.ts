import { readClient } from "./client.ts";
import type { Prisma, PrismaClient } from "./generated/client.ts";

type Reads = "findUnique" | "findFirst" | "findMany" | "count" | "aggregate" | "groupBy";
type Models = Uncapitalize<Prisma.ModelName>;

/** The database as queries see it: no method that writes, on connections that cannot write. */
export type ReadDb = { [M in Models]: Pick<PrismaClient[M], Reads & keyof PrismaClient[M]> } & {
  $queryRaw: PrismaClient["$queryRaw"];
};

export const db: ReadDb = new Proxy({} as ReadDb, {
  get: (_target, name) => Reflect.get(readClient(), name) as unknown,
});
