import pg from "pg";
import { databaseQuerySeconds } from "#lib/platform/metrics.ts";
import { JoinablePool } from "./join-prisma.ts";

export type Access = "read" | "write";
type Callback = (error: unknown, result: unknown) => void;
type Query = (...args: unknown[]) => unknown;

/** A pool whose statements are counted and timed. */
export function timedPool(access: Access, config: pg.PoolConfig): pg.Pool {
  const timer = databaseQuerySeconds.labels(access);
  class TimedClient extends pg.Client {
    constructor(options?: pg.ClientConfig) {
      super(options);
      const query = this.query.bind(this) as Query;
      this.query = ((...args: unknown[]) => timed(query, args, timer)) as typeof this.query;
    }
  }
  return new JoinablePool({ ...config, Client: TimedClient });
}

/** Runs in front of every statement: no allocation beyond one closure. */
function timed(query: Query, args: unknown[], timer: { observe(seconds: number): void }): unknown {
  const started = performance.now();
  const last = args.at(-1);
  if (typeof last === "function") {
    args[args.length - 1] = (error: unknown, result: unknown) => {
      timer.observe((performance.now() - started) / 1_000);
      (last as Callback)(error, result);
    };
    return query(...args);
  }
  const answer = query(...args);
  if (answer instanceof Promise) {
    const done = () => timer.observe((performance.now() - started) / 1_000);
    answer.then(done, done);
  }
  return answer;
}
