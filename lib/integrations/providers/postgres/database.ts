import { z } from "zod";
import type { UnknownReason } from "#lib/integrations/choices.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import type { Reader } from "#lib/integrations/reader.ts";
import { EgressError } from "#lib/platform/egress/egress-error.ts";
import {
  DatabaseRefusal,
  egressPostgres,
  type EgressDatabase,
} from "#lib/platform/egress/postgres.ts";

/** One database for one run: connects when it is first asked. */
export type Database = {
  /** The rows of a read-only statement, in a known shape. Throws ProviderError. */
  rows: <T>(shape: z.ZodType<T>, sql: string, values?: unknown[]) => Promise<T[]>;
  /** The same for a statement that always has one row. */
  row: <T>(shape: z.ZodType<T>, sql: string, values?: unknown[]) => Promise<T>;
  close: () => Promise<void>;
};

// https://www.postgresql.org/docs/current/errcodes-appendix.html. All else is about one question, such
// as one for an extension that is not there, and says nothing of the connection.
const REASONS: Record<string, UnknownReason> = {
  "28000": "no_permission",
  "28P01": "no_permission",
  "42501": "no_permission",
  "3D000": "not_found",
  "57014": "timeout",
  "53300": "provider_error",
  "57P01": "provider_error",
  "57P02": "provider_error",
  "57P03": "provider_error",
};

/** The database at `url`; each statement and its result are noted under `label`. */
export function openDatabase(
  { label, url, ca }: { label: string; url: string; ca: string },
  reader: Reader,
): Database {
  let connection: Promise<EgressDatabase> | undefined;
  const connected = () =>
    (connection ??= egressPostgres(url, { ...(ca ? { ca } : {}), signal: reader.signal }));

  const read = async (sql: string, values: unknown[]): Promise<Record<string, unknown>[]> => {
    const started = performance.now();
    const note = (excerpt: string) =>
      reader.note(`${label}: ${flat(sql)}`, excerpt, Math.round(performance.now() - started));
    try {
      const rows = await (await connected()).rows(sql, values);
      note(rows.map((row) => JSON.stringify(row)).join("\n"));
      return rows;
    } catch (error) {
      const failure = toProviderError(error);
      note(failure.message);
      throw failure;
    }
  };

  const rows: Database["rows"] = async (shape, sql, values = []) => {
    const parsed = z.array(shape).safeParse(await read(sql, values));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new ProviderError("not_understood", `${issue?.path.join(".") ?? ""}: ${issue?.message}`);
  };

  return {
    rows,
    row: async (shape, sql, values) => {
      const [first] = await rows(shape, sql, values);
      if (first === undefined) throw new ProviderError("not_understood", "no row");
      return first;
    },
    close: async () => {
      await (await connection?.catch(() => undefined))?.end();
    },
  };
}

const flat = (sql: string): string => sql.replace(/\s+/g, " ").trim();

function toProviderError(error: unknown): ProviderError {
  if (error instanceof EgressError) {
    return new ProviderError(error.failure, error.message, { cause: error });
  }
  if (error instanceof DatabaseRefusal) {
    const reason = REASONS[error.code] ?? "query_refused";
    return new ProviderError(reason, `${error.code}: ${error.message}`, { cause: error });
  }
  return new ProviderError("internal_error", null, { cause: error });
}
