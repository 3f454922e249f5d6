import pg from "pg";
import { loadCatalog } from "#scripts/load-catalog.ts";
import { applyMigrations } from "./migrate.ts";

const APP_ROLE = "preflight_app";

/**
 * Brings the database up to date. Where `appUrl` signs in as the application's role, that role gets
 * the password that stands there. Returns what was done, in one line.
 */
export async function migrate(ownerUrl: string, appUrl: string | undefined): Promise<string> {
  const { applied } = await applyMigrations(ownerUrl);
  const { version } = await loadCatalog(ownerUrl);
  if (appUrl) await letSignIn(ownerUrl, new URL(appUrl));
  const done = applied.length === 0 ? "migrations up to date" : `applied ${applied.join(", ")}`;
  return `${done}; catalog version ${version}`;
}

async function letSignIn(ownerUrl: string, { username, password }: URL): Promise<void> {
  if (decodeURIComponent(username) !== APP_ROLE || !password) return;
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const secret = client.escapeLiteral(decodeURIComponent(password));
    await client.query(`ALTER ROLE ${APP_ROLE} LOGIN PASSWORD ${secret}`);
  } finally {
    await client.end();
  }
}
