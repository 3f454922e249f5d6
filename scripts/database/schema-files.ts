// Reads prisma/schema and prisma/migrations in the shape that Prisma's schema engine expects.
import fs from "node:fs";
import path from "node:path";
import type { MigrationList, SchemaContainer } from "@prisma/schema-engine-wasm/schema_engine_bg";

const PRISMA_DIRECTORY = path.resolve(import.meta.dirname, "../../prisma");
export const MIGRATIONS_DIRECTORY = path.join(PRISMA_DIRECTORY, "migrations");

/** All files of the schema, sorted by name. */
export function readSchema(directory = path.join(PRISMA_DIRECTORY, "schema")): SchemaContainer[] {
  return fs
    .readdirSync(directory)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => {
      const file = path.join(directory, name);
      return { path: file, content: fs.readFileSync(file, "utf8") };
    });
}

/** The migrations on disk in the order in which they apply; none when the folder does not exist. */
export function readMigrations(directory = MIGRATIONS_DIRECTORY): MigrationList {
  const lockfile = path.join(directory, "migration_lock.toml");
  const entries = fs.existsSync(directory)
    ? fs.readdirSync(directory, { withFileTypes: true })
    : [];
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: directory,
    lockfile: {
      path: "migration_lock.toml",
      content: fs.existsSync(lockfile) ? fs.readFileSync(lockfile, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: names.sort().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok",
          value: fs.readFileSync(path.join(directory, name, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}
