import type pg from "pg";
import type { Prisma } from "./generated/client.ts";
import { statementName } from "./statement-names.ts";

/**
 * Runs one statement and returns its rows, as `pg` reads them: for what every request asks, since
 * the way through Prisma costs several times as much. bigint and numeric come as text.
 */
export type Rows = <Row>(statement: Prisma.Sql) => Promise<Row[]>;

/** `statement` as `pg` takes it, under a name where it recurs. */
export function toQuery({ text, values }: Prisma.Sql): pg.QueryConfig {
  return { name: statementName({ sql: text }), text, values };
}
