import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck, defineSignal } from "#lib/integrations/provider.ts";
import { type PostgresSource, preloadedLibraries } from "./source.ts";

const totals = z.object({ used: z.number(), max: z.number() });

// What belongs to no database is the server's own process, which takes none of the connections.
const TOTALS = `
  SELECT count(*)::int AS used, current_setting('max_connections')::int AS max
  FROM pg_stat_activity WHERE datid IS NOT NULL`;

const application = z.object({ application_name: z.string(), used: z.number() });

const APPLICATIONS = `
  SELECT application_name, count(*)::int AS used
  FROM pg_stat_activity WHERE datid IS NOT NULL AND application_name = ANY($1::text[])
  GROUP BY application_name ORDER BY application_name`;

export const connectionsBelow = defineCheck({
  settings: z.strictObject({
    mostPercent: z.number().min(1).max(100).default(80),
    /** Such as `api=20`: at most so many connections by that application_name. */
    pools: z.array(z.string().regex(/^.+=\d{1,5}$/)).default(["preflight=10"]),
  }),
  run: async ({ production }: PostgresSource, { mostPercent, pools }) => {
    const { used, max } = await production.row(totals, TOTALS);
    const declared = new Map(pools.map(parsePool));
    const names = [...declared.keys()];
    const found = names.length ? await production.rows(application, APPLICATIONS, [names]) : [];
    const tooMany = found.filter((each) => each.used > (declared.get(each.application_name) ?? 0));
    const seen = {
      connections: used,
      max_connections: max,
      over_pool: tooMany.map((each) => `${each.application_name}: ${each.used}`),
    };
    const passes = used < (max * mostPercent) / 100 && tooMany.length === 0;
    return judge(passes, seen, { percent_below: mostPercent, pools });
  },
});

function parsePool(line: string): [string, number] {
  const at = line.lastIndexOf("=");
  return [line.slice(0, at), Number(line.slice(at + 1))];
}

const statement = z.object({
  queryid: z.string().nullable(),
  query: z.string(),
  calls: z.number(),
  mean: z.number(),
});

// Of utility statements the text is kept as it was typed, with passwords.
const STATEMENTS = `
  SELECT queryid::text, calls::float8, mean_exec_time AS mean,
    CASE WHEN query ~* '^\\s*(select|insert|update|delete|merge|with)\\M' THEN left(query, 120) ELSE '' END
      AS query
  FROM pg_stat_statements
  WHERE calls > $1 AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  ORDER BY mean_exec_time DESC LIMIT 20`;

export const noSlowMean = defineCheck({
  settings: z.strictObject({
    limitMs: z.number().positive().default(200),
    minCalls: z.number().int().min(0).default(100),
  }),
  needs: ["pg_stat_statements"],
  run: async ({ production }: PostgresSource, { limitMs, minCalls }) => {
    const slowest = await production.rows(statement, STATEMENTS, [minCalls]);
    const [first] = slowest;
    if (!first) return unknown("no_data", { statements: 0 });
    const slow = slowest.filter(({ mean }) => mean > limitMs);
    const seen = {
      slowest_mean_ms: rounded(first.mean),
      slow: slow.map(({ queryid, mean }) => `${queryid ?? "?"}: ${rounded(mean)} ms`),
    };
    return judge(slow.length === 0, seen, { mean_exec_time: limitMs, calls_above: minCalls });
  },
});

const rounded = (value: number): number => Math.round(value * 10) / 10;

const extension = z.object({ version: z.string().nullable() });

const EXTENSION = `
  SELECT (SELECT extversion FROM pg_extension WHERE extname = 'pg_stat_statements') AS version`;

export const statementsOn = defineCheck({
  settings: z.strictObject({}),
  needs: ["pg_monitor"],
  run: async (source: PostgresSource) => {
    const { version } = await source.production.row(extension, EXTENSION);
    const libraries = await preloadedLibraries(source);
    const seen = { extension: version, shared_preload_libraries: libraries };
    if (version === null) return judge(false, seen);
    if (libraries === null) return unknown("no_permission", seen, "pg_monitor");
    return judge(libraries.includes("pg_stat_statements"), seen);
  },
});

/** The share of max_connections that is used, 0 to 1. */
export const connections = defineSignal({
  params: z.strictObject({}),
  read: async ({ production }: PostgresSource) => {
    const { used, max } = await production.row(totals, TOTALS);
    return { value: used / max };
  },
});

/** The slowest statements by mean time; the value is how many of them are over the limit. */
export const slowQueries = defineSignal({
  params: z.strictObject({
    limitMs: z.number().positive().default(200),
    minCalls: z.number().int().min(0).default(100),
  }),
  needs: ["pg_stat_statements"],
  read: async ({ production }: PostgresSource, { limitMs, minCalls }) => {
    const slowest = await production.rows(statement, STATEMENTS, [minCalls]);
    return {
      value: slowest.filter(({ mean }) => mean > limitMs).length,
      rows: slowest.map(({ query, queryid, mean, calls }) => ({
        title: query.replace(/\s+/g, " ").trim() || (queryid ?? "?"),
        state: mean > limitMs ? ("fail" as const) : ("pass" as const),
        detail: `${rounded(mean)} ms × ${calls}`,
      })),
    };
  },
});

const size = z.object({ value: z.number().nullable() });

/** Bytes of the database that the address names. */
export const databaseSize = defineSignal({
  params: z.strictObject({}),
  read: ({ production }: PostgresSource) =>
    production.row(size, "SELECT pg_database_size(current_database())::float8 AS value"),
});

/** The share of blocks that were read from memory since the statistics were reset, 0 to 1. */
export const cacheHitRatio = defineSignal({
  params: z.strictObject({}),
  read: ({ production }: PostgresSource) =>
    production.row(
      size,
      `SELECT blks_hit::float8 / nullif(blks_hit + blks_read, 0) AS value
       FROM pg_stat_database WHERE datname = current_database()`,
    ),
});
