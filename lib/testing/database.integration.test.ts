import pg from "pg";
import { expect, test } from "vitest";
import { applyMigrations } from "#scripts/database/migrate.ts";

async function ask<T>(url: string | undefined, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

test("the application's role works on a migrated database of its own", async () => {
  const rows = await ask<{ role: string; organizations: string }>(
    process.env.DATABASE_URL,
    "SELECT current_user AS role, (SELECT count(*) FROM organizations) AS organizations",
  );
  expect(rows).toEqual([{ role: "preflight_app", organizations: "0" }]);
});

test("migrating a database that is up to date applies nothing", async () => {
  const url = process.env.DATABASE_OWNER_URL ?? "";
  expect(await Promise.all([applyMigrations(url), applyMigrations(url)])).toEqual([
    { applied: [] },
    { applied: [] },
  ]);
});
