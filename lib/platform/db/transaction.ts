import type pg from "pg";

type Statement = string | pg.QueryConfig;

const NOTHING: pg.QueryResult = { command: "", rowCount: 0, oid: 0, fields: [], rows: [] };

/**
 * A transaction on one connection, which must be in pipeline mode. BEGIN travels with the first
 * statement and COMMIT, where it can, with the last: each way to the database that is saved is a
 * wait less, and less work for both ends than many a statement.
 */
export class Transaction {
  #state: "new" | "open" | "ended" = "new";
  readonly #client: pg.Client;

  constructor(client: pg.Client) {
    this.#client = client;
  }

  /** Runs a statement inside. */
  async query(statement: pg.QueryConfig): Promise<pg.QueryResult> {
    // Its connection may serve another transaction by now.
    if (this.#state === "ended") throw new Error("The transaction has ended.");
    if (this.#state === "open") return this.#client.query(statement);
    this.#state = "open";
    return (await this.#together("BEGIN", statement))[1];
  }

  /** Runs the last statement and commits; where it fails, the same COMMIT makes Postgres roll back. */
  async finish(statement: pg.QueryConfig): Promise<void> {
    if (this.#state !== "open") throw new Error("The transaction is not open.");
    this.#state = "ended";
    await this.#together(statement, "COMMIT");
  }

  /** Commits, unless `finish` has done so. */
  commit(): Promise<pg.QueryResult> {
    return this.#end("COMMIT");
  }

  /** Rolls back, unless it has ended. */
  rollback(): Promise<pg.QueryResult> {
    return this.#end("ROLLBACK");
  }

  async #end(text: string): Promise<pg.QueryResult> {
    const open = this.#state === "open";
    this.#state = "ended";
    return open ? this.#client.query(text) : NOTHING;
  }

  async #together(first: Statement, second: Statement) {
    const { stream } = this.#client.connection;
    stream.cork();
    const sent = [this.#client.query(first), this.#client.query(second)] as const;
    stream.uncork();
    // Nobody goes on before both are answered, also when the first has failed.
    await Promise.allSettled(sent);
    return Promise.all(sent);
  }
}
