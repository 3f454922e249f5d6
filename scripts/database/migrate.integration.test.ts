import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyMigrations } from "./migrate.ts";

const ownerUrl = process.env.DATABASE_OWNER_URL ?? "";
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-migrations-"));
const directories = { schemaDirectory: `${folder}/schema`, migrationsDirectory: `${folder}/sql` };
let url: string;

const GOOD = `CREATE TABLE apples (id int PRIMARY KEY);
CREATE FUNCTION ripen() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;`;

function writeMigration(name: string, sql: string): void {
  fs.mkdirSync(`${directories.migrationsDirectory}/${name}`, { recursive: true });
  fs.writeFileSync(`${directories.migrationsDirectory}/${name}/migration.sql`, sql);
}

async function ask(on: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: on });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  const name = `empty_${process.env.VITEST_POOL_ID}`;
  await ask(ownerUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await ask(ownerUrl, `CREATE DATABASE ${name}`);
  url = Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).href;
  fs.mkdirSync(directories.schemaDirectory, { recursive: true });
  fs.writeFileSync(
    `${directories.schemaDirectory}/main.prisma`,
    `datasource db {\n  provider = "postgresql"\n}\n`,
  );
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

test("functions with semicolons arrive whole, and checksums are Prisma's", async () => {
  writeMigration("20260101000000_good", GOOD);
  expect(await applyMigrations(url, directories)).toEqual({ applied: ["20260101000000_good"] });
  expect(await ask(url, "SELECT ripen() AS r")).toEqual([{ r: 2 }]);
  const [row] = await ask(
    url,
    `SELECT checksum = encode(sha256(convert_to('${GOOD}', 'UTF8')), 'hex') AS same,
            finished_at IS NOT NULL AS finished FROM _prisma_migrations`,
  );
  expect(row).toEqual({ same: true, finished: true });
});

test("of several starts at once, one migrates", async () => {
  writeMigration("20260101000000_good", GOOD);
  const results = await Promise.all([1, 2, 3].map(() => applyMigrations(url, directories)));
  expect(results.flatMap(({ applied }) => applied)).toEqual(["20260101000000_good"]);
});

test("a failed migration is named, leaves nothing behind and runs again once it is mended", async () => {
  writeMigration("20260101000000_good", GOOD);
  writeMigration(
    "20260102000000_bad",
    "CREATE TABLE pears (id int); CREATE TABLE x (id nonsense);",
  );
  const failure = applyMigrations(url, directories);
  await expect(failure).rejects.toThrow(
    'Migration 20260102000000_bad failed, nothing of it was applied: ERROR: type "nonsense" does not exist',
  );
  expect(await ask(url, "SELECT to_regclass('pears') AS pears")).toEqual([{ pears: null }]);

  writeMigration("20260102000000_bad", "CREATE TABLE pears (id int);");
  expect(await applyMigrations(url, directories)).toEqual({ applied: ["20260102000000_bad"] });
});

test("a database that cannot be reached is one clear error", async () => {
  writeMigration("20260101000000_good", GOOD);
  await expect(applyMigrations("postgresql://a:b@127.0.0.1:1/c", directories)).rejects.toThrow(
    "The database could not be migrated: connect ECONNREFUSED 127.0.0.1:1",
  );
});
