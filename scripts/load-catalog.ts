// Stores the bundled catalog's version in the database. Run: node scripts/load-catalog.ts
import { join } from "node:path";
import pg from "pg";
import { uuidv7 } from "uuidv7";
import { takeSecretFiles } from "#lib/platform/secret-files.ts";
import { catalogChecksum, readCatalogFiles } from "#lib/templates/read-catalog.ts";

const FOLDER = join(import.meta.dirname, "../prisma/catalog");

/**
 * Stores the catalog unless its version is there; any number of processes may do so at once.
 * `loaded` tells whether this call stored it. Throws when the database holds other content under
 * the same version: a published version never changes.
 */
export async function loadCatalog(ownerUrl: string): Promise<{ version: number; loaded: boolean }> {
  const catalog = readCatalogFiles(FOLDER);
  const { key, version } = catalog;
  const checksum = catalogChecksum(catalog);
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const inserted = await client.query(
      `INSERT INTO template_versions (id, key, version, checksum, content, created_at)
       VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT (key, version) DO NOTHING`,
      [uuidv7(), key, version, checksum, JSON.stringify(catalog)],
    );
    const stored = await client.query<{ checksum: string }>(
      "SELECT checksum FROM template_versions WHERE key = $1 AND version = $2",
      [key, version],
    );
    if (stored.rows[0]?.checksum !== checksum) {
      throw new Error(
        `The database holds other content as version ${version} of ${key}: raise the version in prisma/catalog/catalog.json`,
      );
    }
    return { version, loaded: inserted.rowCount === 1 };
  } finally {
    await client.end();
  }
}

if (import.meta.main) {
  try {
    takeSecretFiles(process.env);
    const url = process.env["DATABASE_OWNER_URL"] ?? process.env["DATABASE_URL"];
    if (!url)
      throw new Error("Set DATABASE_OWNER_URL or DATABASE_URL to the database to load into.");
    const { version, loaded } = await loadCatalog(url);
    console.log(`Catalog version ${version} ${loaded ? "stored" : "was there already"}.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
