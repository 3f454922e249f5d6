// `npm run bench`: one table of speed and memory, each figure beside the bare floor of the same run.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { applyMigrations } from "#scripts/database/migrate.ts";
import { startScratchPostgres } from "#scripts/database/scratch.ts";
import { findFreePort } from "#scripts/launch/ports.ts";
import { loadCatalog } from "#scripts/load-catalog.ts";
import { setUp } from "./client.ts";
import { measure, type Figures, type Target } from "./measure.ts";
import { pageWeight } from "./page-weight.ts";
import { buildForBench, startWeb } from "./server.ts";
import { printTable } from "./table.ts";
import { watching } from "./watching.ts";

const PROJECTS = 100;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function prepareDatabase(ownerUrl: string): Promise<string> {
  await applyMigrations(ownerUrl);
  await loadCatalog(ownerUrl);
  const password = randomBytes(16).toString("hex");
  await run(
    ownerUrl,
    `ALTER ROLE preflight_app LOGIN PASSWORD '${password}';
     CREATE TABLE bench_rows (id int PRIMARY KEY, n int NOT NULL DEFAULT 0);
     CREATE TABLE bench_log (id bigserial PRIMARY KEY, row_id int NOT NULL, at timestamptz NOT NULL);
     INSERT INTO bench_rows (id) SELECT generate_series(0, ${PROJECTS - 1});
     GRANT ALL ON bench_rows, bench_log, bench_log_id_seq TO preflight_app`,
  );
  const app = new URL(ownerUrl);
  app.username = "preflight_app";
  app.password = password;
  return app.href;
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

async function createProjects(url: string, setupCode: string): Promise<Target> {
  const client = await setUp(url, setupCode);
  const projects: Target["projects"] = [];
  for (let n = 0; n < PROJECTS; n++) {
    const name = `Bench ${String(n).padStart(3, "0")}`;
    const body = { source: "catalog", name, scope: "complete" };
    const { id, slug } = (await client.post("/projects", body)) as { id: string; slug: string };
    const page = (await client.get(`/projects/${id}/items`)) as { items: { id: string }[] };
    projects.push({ id, slug, itemIds: page.items.map((item) => item.id) });
  }
  return { url, client, projects };
}

const setupCode = randomBytes(16).toString("hex");
say("Building with the bare routes …");
await buildForBench();
say("Starting Postgres and the web server …");
const postgres = await startScratchPostgres();
try {
  const ownerUrl = postgres.ownerUrl();
  const env = {
    DATABASE_URL: await prepareDatabase(ownerUrl),
    PREFLIGHT_SECRET: randomBytes(32).toString("hex"),
    PREFLIGHT_SETUP_CODE: setupCode,
    PREFLIGHT_RATE_LIMIT: "100000000",
    LOG_LEVEL: "warn",
  };
  const web = await startWeb(await findFreePort(3_900, "127.0.0.1"), env);
  try {
    say(`Creating ${PROJECTS} projects …`);
    const target = await createProjects(web.url, setupCode);
    say("Measuring on the small database …");
    const small = await measure(target);
    const first = target.projects[0];
    const page = `${target.url}/projects/${first?.slug}/checklist`;
    const weight = await pageWeight(page, target.client.cookie);
    say("Growing to 1,000 projects, 206,000 items, 1,000,000 audit events …");
    await run(ownerUrl, fs.readFileSync(path.join(import.meta.dirname, "grow.sql"), "utf8"));
    await run(ownerUrl, "VACUUM ANALYZE");
    say("Measuring on the large database …");
    const large: Figures = await measure(target);
    const webMegabytes = web.residentMegabytes();
    say("Watching 200 projects with 20 checks each …");
    const watched = await watching(ownerUrl, env, target);
    printTable(small, large, weight, webMegabytes, watched);
  } finally {
    await web.stop();
  }
} finally {
  await postgres.stop();
}
