import { z } from "zod";
import type { AccessState } from "#lib/integrations/choices.ts";
import { defineProvider, type TestResult } from "#lib/integrations/provider.ts";
import { ProviderError } from "#lib/integrations/provider-error.ts";
import * as load from "./load.ts";
import * as replication from "./replication.ts";
import * as security from "./security.ts";
import { config, credentials, openSource, type PostgresSource } from "./source.ts";

const self = z.object({
  role: z.string(),
  version: z.string(),
  in_recovery: z.boolean(),
  monitor: z.boolean(),
});

const SELF = `
  SELECT current_user::text AS role, current_setting('server_version') AS version,
    pg_is_in_recovery() AS in_recovery, pg_has_role('pg_monitor', 'USAGE') AS monitor`;

async function test(source: PostgresSource): Promise<TestResult> {
  const { role, version, in_recovery, monitor } = await source.production.row(self, SELF);
  const kind = in_recovery ? "replica" : "primary";
  return {
    account: `${role} · PostgreSQL ${version} · ${kind}`,
    access: {
      pg_monitor: monitor ? "granted" : "missing",
      pg_stat_statements: await accessTo(() =>
        source.production.rows(z.unknown(), "SELECT FROM pg_stat_statements LIMIT 1"),
      ),
      staging: await accessTo(() => source.staging?.row(self, SELF)),
    },
  };
}

/** `missing` where `question` is refused or there is nobody to ask. */
async function accessTo(question: () => Promise<unknown> | undefined): Promise<AccessState> {
  const asked = question();
  if (!asked) return "missing";
  try {
    await asked;
    return "granted";
  } catch (error) {
    if (error instanceof ProviderError) return "missing";
    throw error;
  }
}

/** A PostgreSQL database, read by a role that can do nothing else. */
export const postgres = defineProvider({
  id: "postgres",
  config,
  credentials,
  open: openSource,
  close: async ({ production, staging }) => {
    await Promise.all([production.close(), staging?.close()]);
  },
  test,
  checks: {
    "cluster.identity-differs": security.identityDiffers,
    "connections.below-80pct": load.connectionsBelow,
    "statements.no-slow-mean": load.noSlowMean,
    "statements.extension-on": load.statementsOn,
    "replication.streaming": replication.streaming,
    "archiver.within-rpo": replication.archiverWithinRpo,
    "audit.pgaudit-on": security.pgauditOn,
    "tls.all-sessions": security.tlsAllSessions,
    "roles.superusers-in-allowlist": security.superusersInAllowlist,
  },
  signals: {
    connections: load.connections,
    replication_lag: replication.replicationLag,
    backup_age: replication.backupAge,
    slow_queries: load.slowQueries,
    database_size: load.databaseSize,
    cache_hit_ratio: load.cacheHitRatio,
  },
  presets: [
    {
      name: "connections",
      signal: "connections",
      params: {},
      kind: "number",
      unit: "%",
      warnAt: 0.7,
      failAt: 0.8,
    },
    {
      name: "replication_lag",
      signal: "replication_lag",
      params: {},
      kind: "series",
      unit: "s",
      warnAt: 10,
      failAt: 30,
    },
    {
      name: "backup_age",
      signal: "backup_age",
      params: {},
      kind: "number",
      unit: "s",
      warnAt: 3_600,
      failAt: 86_400,
    },
    {
      name: "slow_queries",
      signal: "slow_queries",
      params: {},
      kind: "table",
      unit: "",
      warnAt: 1,
    },
    { name: "database_size", signal: "database_size", params: {}, kind: "number", unit: "B" },
    {
      name: "cache_hit_ratio",
      signal: "cache_hit_ratio",
      params: {},
      kind: "number",
      unit: "%",
      warnAt: 0.95,
      lowIsBad: true,
    },
  ],
  pace: { calls: 20, perSeconds: 1 },
});
