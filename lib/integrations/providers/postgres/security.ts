import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck } from "#lib/integrations/provider.ts";
import type { Database } from "./database.ts";
import { type PostgresSource, preloadedLibraries } from "./source.ts";

const identity = z.object({ system_identifier: z.string(), database: z.string() });

const IDENTITY = `
  SELECT system_identifier::text, current_database() AS database FROM pg_control_system()`;

const identityOf = (database: Database) => database.row(identity, IDENTITY);

export const identityDiffers = defineCheck({
  settings: z.strictObject({}),
  needs: ["staging"],
  run: async ({ production, staging }: PostgresSource) => {
    if (!staging) return unknown("not_declared", {}, "stagingUrl");
    const [live, test] = await Promise.all([identityOf(production), identityOf(staging)]);
    const sameServer = live.system_identifier === test.system_identifier;
    const seen = {
      production: `${live.system_identifier} ${live.database}`,
      staging: `${test.system_identifier} ${test.database}`,
      same_server: sameServer,
    };
    return judge(!sameServer || live.database !== test.database, seen);
  },
});

const level = z.object({ log: z.string().nullable() });

export const pgauditOn = defineCheck({
  settings: z.strictObject({}),
  needs: ["pg_monitor"],
  run: async (source: PostgresSource) => {
    const { log } = await source.production.row(
      level,
      "SELECT current_setting('pgaudit.log', true) AS log",
    );
    const libraries = await preloadedLibraries(source);
    const seen = { shared_preload_libraries: libraries, "pgaudit.log": log };
    // Where the library is loaded, its setting exists.
    if (!log || log.trim().toLowerCase() === "none") return judge(false, seen);
    if (libraries === null) return unknown("no_permission", seen, "pg_monitor");
    return judge(libraries.includes("pgaudit"), seen);
  },
});

const sessions = z.object({
  hidden: z.number(),
  remote: z.number(),
  open: z.number(),
  roles: z.array(z.string()),
});

// Of a session that we may not see, neither its type nor its address is there, and pg_stat_ssl leaves
// it out.
const SESSIONS = `
  WITH session AS (
    SELECT usename::text AS role, ssl.ssl, backend_type IS NULL AS hidden,
      client_addr IS NOT NULL AND NOT client_addr <<= ANY($1::inet[]) AS remote
    FROM pg_stat_activity LEFT JOIN pg_stat_ssl ssl USING (pid)
    WHERE usesysid IS NOT NULL
      AND coalesce(backend_type, 'client backend') IN ('client backend', 'walsender')
  )
  SELECT count(*) FILTER (WHERE hidden)::int AS hidden,
    count(*) FILTER (WHERE remote)::int AS remote,
    count(*) FILTER (WHERE remote AND ssl IS NOT TRUE)::int AS open,
    coalesce(array_agg(DISTINCT role) FILTER (WHERE remote AND ssl IS NOT TRUE), '{}') AS roles
  FROM session`;

export const tlsAllSessions = defineCheck({
  settings: z.strictObject({
    /** Networks of the server's own host: a session from there is not from another one. */
    sameHostNetworks: z.array(z.string()).default(["127.0.0.0/8", "::1/128"]),
  }),
  needs: ["pg_monitor"],
  run: async ({ production }: PostgresSource, { sameHostNetworks }) => {
    const { roles, ...found } = await production.row(sessions, SESSIONS, [sameHostNetworks]);
    const seen = { remote: found.remote, without_tls: found.open, roles, hidden: found.hidden };
    if (found.open > 0) return judge(false, seen);
    if (found.hidden > 0) return unknown("no_permission", seen, "pg_monitor");
    return found.remote === 0 ? unknown("no_data", seen) : judge(true, seen);
  },
});

const role = z.object({ rolname: z.string() });

export const superusersInAllowlist = defineCheck({
  settings: z.strictObject({ superusers: z.array(z.string()).default([]) }),
  run: async ({ production }: PostgresSource, { superusers }) => {
    if (superusers.length === 0) return unknown("not_declared", {}, "superusers");
    const sql = "SELECT rolname::text FROM pg_roles WHERE rolsuper ORDER BY rolname";
    const found = (await production.rows(role, sql)).map(({ rolname }) => rolname);
    const strange = found.filter((name) => !superusers.includes(name));
    return judge(strange.length === 0, { superusers: found, undeclared: strange }, { superusers });
  },
});
