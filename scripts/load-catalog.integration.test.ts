import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { loadCatalog } from "./load-catalog.ts";

const ownerUrl = process.env.DATABASE_OWNER_URL ?? "";

async function ask(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(() => ask("DELETE FROM template_versions"));

test("of several starts at once, one stores the catalog", async () => {
  const results = await Promise.all([1, 2, 3].map(() => loadCatalog(ownerUrl)));
  expect(results.map(({ loaded }) => loaded).sort()).toEqual([false, false, true]);
  const phases = "jsonb_array_length(content -> 'phases') AS phases";
  const rows = await ask(`SELECT key, version, ${phases} FROM template_versions`);
  const version = results[0]?.version;
  expect(rows).toEqual([{ key: "production-readiness", version, phases: 4 }]);
});

test("other content under the same version is refused and stays", async () => {
  await loadCatalog(ownerUrl);
  await ask("UPDATE template_versions SET checksum = 'other'");
  await expect(loadCatalog(ownerUrl)).rejects.toThrow("raise the version");
  expect(await ask("SELECT checksum FROM template_versions")).toEqual([{ checksum: "other" }]);
});
