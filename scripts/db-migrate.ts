// npm run db:migrate -- NAME: writes the migration that leads from the existing ones to the schema.
import fs from "node:fs";
import path from "node:path";
import { findDrift } from "./database/drift.ts";
import { MIGRATIONS_DIRECTORY } from "./database/schema-files.ts";

const LOCKFILE = `# Written by Prisma; names the database that the migrations are for.\nprovider = "postgresql"\n`;

const name = process.argv
  .slice(2)
  .join("_")
  .toLowerCase()
  .replace(/[^a-z0-9]+/g, "_")
  .replace(/^_+|_+$/g, "");
if (!name) {
  console.error("Say what changes: npm run db:migrate -- add_due_dates");
  process.exit(1);
}

const sql = await findDrift();
if (!sql) {
  console.log("Nothing to do: the migrations already lead to the schema.");
  process.exit(0);
}

const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const directory = path.join(MIGRATIONS_DIRECTORY, `${timestamp}_${name}`);
fs.mkdirSync(directory, { recursive: true });
fs.writeFileSync(path.join(directory, "migration.sql"), sql);
const lockfile = path.join(MIGRATIONS_DIRECTORY, "migration_lock.toml");
if (!fs.existsSync(lockfile)) fs.writeFileSync(lockfile, LOCKFILE);
console.log(`Wrote ${path.relative(process.cwd(), directory)}/migration.sql:\n\n${sql}`);
console.log("Review it, and add what Prisma cannot know (data, triggers, grants).");
