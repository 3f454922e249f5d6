import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import type { Prisma, PrismaClient } from "./generated/client.ts";
import type { Transaction } from "./transaction.ts";

type Tx = Prisma.TransactionClient;
type Connect = (callback?: (...args: unknown[]) => void) => unknown;

// One per process: a pool made by one bundle must see the transactions of all others.
const held = globalThis as { preflightJoining?: AsyncLocalStorage<Transaction> };
const joining = (held.preflightJoining ??= new AsyncLocalStorage<Transaction>());

/** A pool from which Prisma gets, where it is to join a transaction, the connection of that one. */
export class JoinablePool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super(config);
    const connect = this.connect.bind(this) as Connect;
    const joinOrConnect: Connect = (callback) => {
      const transaction = callback ? undefined : joining.getStore();
      return transaction ? Promise.resolve(connectionOf(transaction)) : connect(callback);
    };
    this.connect = joinOrConnect as typeof this.connect;
  }
}

/** Begins and ends with the transaction's owner; only when Prisma gives up it is rolled back. */
function connectionOf(transaction: Transaction) {
  return {
    query: (statement: pg.QueryConfig) => {
      if (statement.text === "ROLLBACK") return transaction.rollback();
      const bracket = statement.text === "BEGIN" || statement.text === "COMMIT";
      return bracket ? Promise.resolve({ rowCount: 0 }) : transaction.query(statement);
    },
    on: () => undefined,
    removeListener: () => undefined,
    release: () => undefined,
  };
}

/**
 * `transaction` as Prisma shows it. Prisma joins when it is first used: joining alone costs more
 * than the statements of most changes. `leave` must be called before the transaction ends.
 */
export function joinPrisma(
  prisma: PrismaClient,
  transaction: Transaction,
): { tx: Tx; leave: () => Promise<void> } {
  let joined: Promise<Tx> | undefined;
  let ended: Promise<void> | undefined;
  const left = Promise.withResolvers<void>();
  const join = (): Promise<Tx> =>
    (joined ??= new Promise<Tx>((resolve, reject) => {
      const stay = (tx: Tx): Promise<void> => {
        resolve(tx);
        return left.promise;
      };
      ended = joining.run(transaction, () => prisma.$transaction(stay));
      ended.catch(reject);
    }));
  const leave = async (): Promise<void> => {
    left.resolve();
    await ended;
  };
  return { tx: lateTx(join), leave };
}

type Methods = Record<string, (...args: unknown[]) => unknown>;

function lateTx(join: () => Promise<Tx>): Tx {
  const call = async (path: (tx: Tx) => unknown, method: string, args: unknown[]) =>
    (path(await join()) as Methods)[method]?.(...args);
  const model = (name: string) =>
    new Proxy(
      {},
      {
        get:
          (_target, method: string) =>
          (...args: unknown[]) =>
            call((tx) => Reflect.get(tx, name), method, args),
      },
    );
  return new Proxy({} as Tx, {
    get: (_target, name: string) =>
      name.startsWith("$") ? (...args: unknown[]) => call((tx) => tx, name, args) : model(name),
  });
}
