// Applies Prisma's migrations without its native engine. They are recorded in _prisma_migrations
// with their checksums, so `prisma migrate deploy` on a connected machine agrees.
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { prepareJobTables } from "./job-tables.ts";
import { NO_FILTERS, withSchemaEngine } from "./schema-engine.ts";
import { readMigrations, readSchema } from "./schema-files.ts";

// Any number that nobody else locks ("pref" in ASCII). Prisma's own key stays free for Prisma.
const MIGRATION_LOCK = 0x70726566;

class MigrationError extends Error {
  override name = "MigrationError";
}

type Options = { schemaDirectory?: string; migrationsDirectory?: string };

/**
 * Brings the database up to date; several processes may call it at once, one of them does the work.
 * Returns the names of the migrations that this call applied.
 * Throws a MigrationError that names the migration and the cause.
 */
export async function applyMigrations(
  ownerUrl: string,
  options: Options = {},
): Promise<{ applied: string[] }> {
  const migrationsList = readMigrations(options.migrationsDirectory);
  if (migrationsList.migrationDirectories.length === 0) return { applied: [] };
  const schema = readSchema(options.schemaDirectory);
  try {
    return await withMigrationLock(ownerUrl, () =>
      withSchemaEngine(ownerUrl, schema, async (engine) => {
        await forgetInterrupted(engine, migrationsList);
        const result = await engine.applyMigrations({ migrationsList, filters: NO_FILTERS });
        await prepareJobTables(ownerUrl);
        return { applied: result.appliedMigrationNames };
      }),
    );
  } catch (error) {
    throw new MigrationError(explain(error), { cause: error });
  }
}

/**
 * A migration runs as one transaction, so one that failed or was killed has left nothing behind and
 * may run again. Prisma would ask a person to say so (`prisma migrate resolve --rolled-back`).
 */
async function forgetInterrupted(engine: SchemaEngine, migrationsList: MigrationList) {
  const { failedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTERS,
  });
  for (const migrationName of failedMigrationNames) {
    await engine.markMigrationRolledBack({ migrationName });
  }
}

async function withMigrationLock<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // Without a listener, a backend that dies while the engine works would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    return await work();
  } finally {
    await client.end();
  }
}

/** The engine's message is followed by its call stack, which names the migration. */
function explain(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const name = /migration_name="([^"]+)"/.exec(text)?.[1];
  const message = text
    .split(/\n\s*0: /)[0]
    ?.replace(/^external connector error\s*/, "")
    .replace(/^Error querying the database:\s*/, "")
    .trim();
  return name
    ? `Migration ${name} failed, nothing of it was applied: ${message}`
    : `The database could not be migrated: ${message}`;
}
