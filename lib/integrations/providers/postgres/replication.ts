import { z } from "zod";
import { judge, unknown } from "#lib/integrations/finding.ts";
import { defineCheck, defineSignal } from "#lib/integrations/provider.ts";
import { isReplica, type PostgresSource, requirePrimary } from "./source.ts";

const seconds = z.number().nullable();
const standby = z.object({
  application_name: z.string(),
  state: z.string().nullable(),
  lag: seconds,
});

// A standby that has caught up and has nothing to do reports no lag at all.
const STANDBYS = `
  SELECT application_name, state,
    extract(epoch FROM coalesce(replay_lag, CASE WHEN replay_lsn IS NOT NULL THEN interval '0' END))::float8
      AS lag
  FROM pg_stat_replication ORDER BY application_name LIMIT 50`;

async function standbysOf({ production }: PostgresSource) {
  const all = await production.rows(standby, STANDBYS);
  return { all, hidden: all.some(({ state }) => state === null) };
}

export const streaming = defineCheck({
  settings: z.strictObject({ mostLagSeconds: z.number().min(0).default(30) }),
  needs: ["pg_monitor"],
  run: async (source: PostgresSource, { mostLagSeconds }) => {
    await requirePrimary(source);
    const { all, hidden } = await standbysOf(source);
    const good = all.filter(
      ({ state, lag }) => state === "streaming" && lag !== null && lag < mostLagSeconds,
    );
    const seen = {
      standbys: all.length,
      streaming: all.filter(({ state }) => state === "streaming").length,
      replay_lag: all.map(({ application_name: name, lag }) => `${name}: ${lag ?? "?"} s`),
    };
    if (good.length === 0 && hidden) return unknown("no_permission", seen, "pg_monitor");
    return judge(good.length > 0, seen, { replay_lag_below: mostLagSeconds });
  },
});

const archiver = z.object({
  last_archived_time: z.date().nullable(),
  last_failed_time: z.date().nullable(),
  age: seconds,
});

const ARCHIVER = `
  SELECT last_archived_time, last_failed_time,
    extract(epoch FROM now() - last_archived_time)::float8 AS age
  FROM pg_stat_archiver`;

export const archiverWithinRpo = defineCheck({
  settings: z.strictObject({ rpoMinutes: z.number().min(0).default(0) }),
  run: async (source: PostgresSource, { rpoMinutes }) => {
    if (rpoMinutes === 0) return unknown("not_declared", {}, "rpoMinutes");
    await requirePrimary(source);
    const { age, ...times } = await source.production.row(archiver, ARCHIVER);
    const { last_archived_time: archived, last_failed_time: failed } = times;
    const seen = {
      last_archived_time: archived?.toISOString() ?? null,
      last_failed_time: failed?.toISOString() ?? null,
      minutes_ago: age === null ? null : Math.round(age / 60),
    };
    const recent = age !== null && age <= rpoMinutes * 60;
    const works = failed === null || (archived !== null && failed < archived);
    return judge(recent && works, seen, { rpo_minutes: rpoMinutes });
  },
});

const lagOnReplica = z.object({ lag: seconds });

const OWN_LAG = `
  SELECT CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
    ELSE extract(epoch FROM now() - pg_last_xact_replay_timestamp()) END::float8 AS lag`;

/** Seconds that the slowest standby is behind; from a replica, its own. */
export const replicationLag = defineSignal({
  params: z.strictObject({}),
  needs: ["pg_monitor"],
  read: async (source: PostgresSource) => {
    if (await isReplica(source)) {
      return { value: (await source.production.row(lagOnReplica, OWN_LAG)).lag };
    }
    const { all } = await standbysOf(source);
    const lags = all.flatMap(({ application_name: name, lag }) =>
      lag === null ? [] : [{ name, value: lag }],
    );
    if (lags.length === 0) return { value: null };
    return { value: Math.max(...lags.map(({ value }) => value)), series: lags.slice(0, 20) };
  },
});

/** Seconds since a piece of the write-ahead log was last archived. */
export const backupAge = defineSignal({
  params: z.strictObject({}),
  read: async ({ production }: PostgresSource) => ({
    value: (await production.row(archiver, ARCHIVER)).age,
  }),
});
