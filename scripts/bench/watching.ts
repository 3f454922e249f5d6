import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { prometheus } from "#lib/integrations/providers/prometheus/provider.ts";
import { nodeOptions, WORKER_THREADS } from "#scripts/launch/node-limits.ts";
import type { Target } from "./measure.ts";
import { percentile } from "./percentile.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PROJECTS = 200;
const CHECKS = 20;
const INTERVAL_SECONDS = 300;
const WARM_UP_SECONDS = 15;
const SECONDS = 90;
const WIDGETS = 12;
const WARM_UP_VIEWS = 20;
const VIEWS = 200;
const TICKS_A_SECOND = 100;

export type Watching = {
  /** From when a check was due to when it was carried out, p95. */
  lagSeconds: number;
  /** Of one core, while it works. */
  cpuPercent: number;
  /** The most that the worker took. */
  megabytes: number;
  /** Checks carried out in the time that was measured. */
  checks: number;
  /** Time of the one request for a page with 12 widgets, p95. */
  pageMilliseconds: number;
  /** Calls to the outside that page views caused. */
  outsideCalls: number;
};

/** What it costs to watch 200 projects with 20 checks each, every five minutes, by one worker. */
export async function watching(
  ownerUrl: string,
  env: Record<string, string>,
  target: Target,
): Promise<Watching> {
  const outside = await startOutside();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(INTEGRATIONS, [outside.url]);
    await client.query(CHECKS_SQL, [queryChecks()]);
    await client.query("CREATE TABLE bench_due AS SELECT id, next_run_at AS due FROM checks");
    const worked = await runWorker(client, env);
    await client.query(WIDGETS_SQL, [target.projects[0]?.id]);
    // As the database does by itself within a minute of such a change.
    await client.query("VACUUM ANALYZE samples, signals, widgets");
    const before = await outside.count();
    const pageMilliseconds = await viewPages(target);
    return { ...worked, pageMilliseconds, outsideCalls: (await outside.count()) - before };
  } finally {
    await client.end();
    outside.stop();
  }
}

/** Checks that ask one question each, so that 20 of them are 20 calls. */
const queryChecks = (): string[] =>
  Object.keys(prometheus.checks)
    .filter((name) => !/^(rules|targets)\./.test(name))
    .slice(0, CHECKS);

async function startOutside() {
  const child = spawn(process.execPath, ["scripts/bench/silent-prometheus.ts"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  const url = `http://127.0.0.1:${port.toString().trim()}`;
  return {
    url,
    count: async () => Number(await (await fetch(`${url}/count`)).text()),
    stop: () => child.kill(),
  };
}

async function runWorker(client: pg.Client, env: Record<string, string>) {
  const worker = spawn(process.execPath, ["scripts/worker.ts"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...{ ...process.env, ...env, NODE_ENV: "production" },
      NODE_OPTIONS: nodeOptions("worker"),
      UV_THREADPOOL_SIZE: WORKER_THREADS,
      PREFLIGHT_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8",
    },
  });
  await pause(WARM_UP_SECONDS * 1_000);
  const cpuBefore = cpuSeconds(worker);
  const from = new Date();
  await pause(SECONDS * 1_000);
  const cpuPercent = ((cpuSeconds(worker) - cpuBefore) / SECONDS) * 100;
  const megabytes = peakMegabytes(worker);
  const { rows } = await client.query<{ lag: number }>(LAGS, [from, SECONDS - 10]);
  const ended = once(worker, "exit");
  worker.kill("SIGTERM");
  await ended;
  const lags = rows.map(({ lag }) => lag);
  return { lagSeconds: percentile(lags, 0.95), cpuPercent, megabytes, checks: lags.length };
}

async function viewPages({ client, projects }: Target): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < WARM_UP_VIEWS + VIEWS; n++) {
    const started = performance.now();
    await client.get(`/projects/${projects[0]?.id}/widgets?range=24h`);
    times.push(performance.now() - started);
  }
  return percentile(times.slice(WARM_UP_VIEWS), 0.95);
}

function cpuSeconds({ pid }: ChildProcess): number {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

function peakMegabytes({ pid }: ChildProcess): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1_024;
}

const INTEGRATIONS = `
  INSERT INTO integrations (id, organization_id, project_id, provider, name, config,
    interval_seconds, created_by, created_at)
  SELECT md5('integration' || p.id)::uuid, p.organization_id, p.id, 'prometheus', 'Bench',
    jsonb_build_object('url', $1::text, 'job', 'bench'), ${INTERVAL_SECONDS}, p.id, now()
  FROM (SELECT * FROM projects ORDER BY created_at, id LIMIT ${PROJECTS}) p`;

// Spread over the interval, as they are when they run for a while; each verifies one item.
const CHECKS_SQL = `
  WITH made AS (
    INSERT INTO checks (id, organization_id, project_id, integration_id, name, next_run_at)
    SELECT md5(n || i.id::text)::uuid, i.organization_id, i.project_id, i.id, n,
      now() + s.at * interval '1 second'
    FROM integrations i, LATERAL (SELECT random() * ${INTERVAL_SECONDS} AS at, i.id) s,
      unnest($1::text[]) n
    RETURNING id, organization_id, project_id
  )
  INSERT INTO item_checks (organization_id, project_id, item_id, check_id)
  SELECT m.organization_id, m.project_id, t.id, m.id FROM (
    SELECT *, row_number() OVER (PARTITION BY project_id ORDER BY id) AS n FROM made
  ) m JOIN (
    SELECT id, project_id, row_number() OVER (PARTITION BY project_id ORDER BY rank) AS n FROM items
  ) t ON t.project_id = m.project_id AND t.n = m.n`;

// From the moment that a check was given at first; one that has not run yet is late until now.
const LAGS = `
  SELECT extract(epoch FROM coalesce(c.ran_at, now()) - d.due)::float8 AS lag
  FROM checks c JOIN bench_due d ON d.id = c.id
  WHERE d.due >= $1 AND d.due < $1::timestamptz + $2 * interval '1 second'`;

const WIDGETS_SQL = `
  WITH integration AS (
    SELECT * FROM integrations WHERE project_id = $1::uuid LIMIT 1
  ), signal AS (
    INSERT INTO signals (id, organization_id, project_id, integration_id, name, params, key, value,
      read_at, tried_at, next_read_at)
    SELECT md5('signal' || n)::uuid, i.organization_id, i.project_id, i.id, 'promql', '{}', n::text,
      0.5, now(), now(), now() + interval '1 hour'
    FROM integration i, generate_series(1, ${WIDGETS}) n RETURNING *
  ), sample AS (
    INSERT INTO samples (signal_id, series, at, value)
    SELECT s.id, '', now() - m * interval '1 minute', random()
    FROM signal s, generate_series(1, 1440) m
  )
  INSERT INTO widgets (id, organization_id, project_id, signal_id, kind, title, rank, created_at)
  SELECT md5('widget' || s.key)::uuid, s.organization_id, s.project_id, s.id, 'series',
    'Widget ' || s.key, 'a' || lpad(s.key, 2, '0'), now() FROM signal s`;
