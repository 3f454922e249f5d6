import { createHash } from "node:crypto";

// Each statement is kept by every connection: only what recurs may stay, not every list of ids.
const MOST_STATEMENTS = 150;
const LONGEST_TEXT = 8_000;

const names = new Map<string, string>();

/**
 * Names the statements that a process sends again and again, so that Postgres parses and plans each
 * of them once per connection. The same text always gets the same name; what is not worth keeping
 * gets none, which pg writes as "".
 */
export function statementName({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known) return known;
  if (names.size >= MOST_STATEMENTS || sql.length > LONGEST_TEXT) return "";
  const name = `s${createHash("sha256").update(sql).digest("hex").slice(0, 24)}`;
  names.set(sql, name);
  return name;
}
