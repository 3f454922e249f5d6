import type { SchemaContainer } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { applyMigrations } from "./migrate.ts";
import { NO_FILTERS, withSchemaEngine } from "./schema-engine.ts";
import { readSchema } from "./schema-files.ts";
import { startScratchPostgres } from "./scratch.ts";

const EMPTY = "-- This is an empty migration.";

/** The SQL that leads from all migrations to the schema; null when they agree. Takes seconds. */
export async function findDrift(files = readSchema()): Promise<string | null> {
  const postgres = await startScratchPostgres();
  try {
    await applyMigrations(postgres.ownerUrl());
    return await diffToSchema(postgres.ownerUrl(), files);
  } finally {
    await postgres.stop();
  }
}

async function diffToSchema(url: string, files: SchemaContainer[]): Promise<string | null> {
  return withSchemaEngine(url, files, async (engine) => {
    const result = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: process.cwd() },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: NO_FILTERS,
    });
    const script = result.stdout?.trim() ?? "";
    return script === "" || script === EMPTY ? null : `${script}\n`;
  });
}
