// Integration tests: one Postgres for the whole run, and in it one migrated template database.
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "#scripts/database/migrate.ts";
import { startScratchPostgres } from "#scripts/database/scratch.ts";

export const TEMPLATE = "preflight_template";
export const APP_ROLE_PASSWORD = "only-for-tests";
const CATALOG_LOADER = path.resolve(import.meta.dirname, "../../scripts/load-catalog.ts");

declare module "vitest" {
  export interface ProvidedContext {
    /** The owner's address of the maintenance database. */
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startScratchPostgres();
  try {
    await run(postgres.ownerUrl("postgres"), `CREATE DATABASE ${TEMPLATE}`);
    await applyMigrations(postgres.ownerUrl(TEMPLATE));
    await run(
      postgres.ownerUrl(TEMPLATE),
      `ALTER ROLE preflight_app LOGIN PASSWORD '${APP_ROLE_PASSWORD}'`,
    );
    await loadCatalog(postgres.ownerUrl(TEMPLATE));
    // A connection left open would keep the template from being copied.
    await run(
      postgres.ownerUrl("postgres"),
      `ALTER DATABASE ${TEMPLATE} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true`,
    );
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  project.provide("postgresUrl", postgres.ownerUrl("postgres"));
  return () => postgres.stop();
}

async function loadCatalog(ownerUrl: string): Promise<void> {
  if (!fs.existsSync(CATALOG_LOADER)) return;
  const loader = (await import(CATALOG_LOADER)) as {
    loadCatalog: (url: string) => Promise<unknown>;
  };
  await loader.loadCatalog(ownerUrl);
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
