import { Prisma } from "#lib/platform/db/generated/client.ts";
import { POINTS, type WidgetRange } from "./choices.ts";
import { widgetJson } from "./widget-store.ts";

/** So many of its own intervals may pass before a figure is stale. */
const STALE_AFTER = 3;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const LENGTHS: Record<WidgetRange, number> = {
  "1h": HOUR,
  "6h": 6 * HOUR,
  "24h": DAY,
  "7d": 7 * DAY,
  "30d": 30 * DAY,
  "90d": 90 * DAY,
};

/** The width of a point in seconds; whole hours where a line is made of hours. */
export function bucketSeconds(range: WidgetRange): number {
  const exact = LENGTHS[range] / POINTS;
  return exact < HOUR ? exact : Math.ceil(exact / HOUR) * HOUR;
}

const iso = (column: string) =>
  Prisma.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/**
 * The lines of signal `u.signal_id` since `from`, in buckets of `bucket` seconds. Where a bucket holds
 * whole hours, the samples' hours say the same as the samples; only what is not rolled up yet is
 * read from the samples themselves.
 */
function linesJson(range: WidgetRange, from: Date): Prisma.Sql {
  const bucket = bucketSeconds(range);
  const width = Prisma.sql`make_interval(secs => ${bucket}::float8)`;
  const of = (at: Prisma.Sql) => Prisma.sql`date_bin(${width}, ${at}, 'epoch'::timestamptz)`;
  const samples = (since: Prisma.Sql) => Prisma.sql`
    SELECT x.series, ${of(Prisma.sql`x.at`)} AS bucket, x.value AS minimum, x.value AS maximum,
      x.value AS total, 1 AS count
    FROM samples x WHERE x.signal_id = u.signal_id AND x.at >= ${since}`;
  const parts =
    bucket < HOUR
      ? samples(Prisma.sql`${from}::timestamptz`)
      : Prisma.sql`
        SELECT x.series, ${of(Prisma.sql`x.hour`)}, x.minimum, x.maximum, x.total, x.count
        FROM hourly_samples x
        WHERE x.signal_id = u.signal_id AND x.hour >= ${from}::timestamptz AND x.hour < rolled.until
        UNION ALL ${samples(Prisma.sql`greatest(rolled.until, ${from}::timestamptz)`)}`;
  return Prisma.sql`
    SELECT json_agg(json_build_object('name', l.series, 'points', l.points) ORDER BY l.series)
    FROM (
      SELECT b.series, json_agg(json_build_array(
        extract(epoch FROM b.bucket)::bigint, b.mean, b.lowest, b.highest) ORDER BY b.bucket) AS points
      FROM (
        SELECT series, bucket, sum(total) / sum(count) AS mean, min(minimum) AS lowest,
          max(maximum) AS highest
        FROM (${parts}) p (series, bucket, minimum, maximum, total, count)
        GROUP BY series, bucket) b
      GROUP BY b.series) l`;
}

/** Hours before this one are in hourly_samples: the last that are there may still grow. */
const rolled = (now: Date): Prisma.Sql => Prisma.sql`(
  SELECT coalesce(max(h.hour), '-infinity'::timestamptz) AS until
  FROM hourly_samples h WHERE h.hour <= ${now}::timestamptz)`;

type Selection = {
  organizationId: string;
  projectId: string;
  range: WidgetRange;
  overview: boolean;
  now: Date;
};

/** One statement for a whole live page; its only column `text` is the contract's JSON. */
export function livePage(selection: Selection): Prisma.Sql {
  const { organizationId, projectId, range, overview, now } = selection;
  const bucket = bucketSeconds(range);
  const from = new Date((Math.floor(now.getTime() / 1_000 / bucket) - POINTS + 1) * bucket * 1_000);
  return Prisma.sql`
    WITH shown AS MATERIALIZED (
      SELECT w.signal_id, w.kind, w.rank, w.id, ${widgetJson} AS json
      FROM widgets w JOIN signals s ON s.project_id = w.project_id AND s.id = w.signal_id
      WHERE w.project_id = ${projectId}::uuid AND w.organization_id = ${organizationId}::uuid
        AND w.removed_at IS NULL AND (w.on_overview OR NOT ${overview}::boolean)
    ), used AS MATERIALIZED (
      SELECT signal_id, bool_or(kind IN ('status', 'number', 'series')) AS drawn FROM shown GROUP BY signal_id
    ), signal AS (
      SELECT s.integration_id, json_build_object(
        'id', s.id,
        'state', CASE
          WHEN s.error IS NOT NULL OR i.removed_at IS NOT NULL THEN 'broken'
          WHEN s.read_at IS NULL THEN 'waiting'
          WHEN s.read_at < ${now}::timestamptz - make_interval(secs => s.interval_seconds * ${STALE_AFTER}) THEN 'stale'
          ELSE 'fresh' END,
        'reason', CASE WHEN i.removed_at IS NOT NULL THEN 'integration_removed' ELSE s.error END,
        'detail', CASE WHEN i.removed_at IS NULL THEN s.error_detail END,
        'intervalSeconds', s.interval_seconds,
        'value', s.value,
        'rows', coalesce(s.rows, '[]'),
        'readAt', ${iso("s.read_at")},
        'triedAt', ${iso("s.tried_at")},
        'lines', coalesce(CASE WHEN u.drawn THEN (${linesJson(range, from)}) END, '[]')) AS json
      FROM used u JOIN signals s ON s.id = u.signal_id
      JOIN integrations i ON i.project_id = s.project_id AND i.id = s.integration_id
      CROSS JOIN ${rolled(now)} rolled
    ), source AS (
      SELECT json_build_object('id', i.id, 'name', i.name, 'provider', i.provider,
        'state', CASE WHEN i.removed_at IS NOT NULL THEN 'removed' WHEN i.paused_at IS NOT NULL
          THEN 'paused' WHEN greatest(i.open_until, i.retry_at) > ${now}::timestamptz THEN 'resting' ELSE 'working' END,
        'restsUntil', CASE WHEN greatest(i.open_until, i.retry_at) > ${now}::timestamptz
          THEN ${iso("greatest(i.open_until, i.retry_at)")} END) AS json
      FROM integrations i WHERE i.project_id = ${projectId}::uuid
        AND i.organization_id = ${organizationId}::uuid AND i.id IN (SELECT integration_id FROM signal)
    )
    SELECT json_build_object(
      'at', ${now.toISOString()}::text,
      'range', ${range}::text,
      'bucketSeconds', ${bucket}::int,
      'widgets', (SELECT coalesce(json_agg(json ORDER BY rank, id), '[]') FROM shown),
      'signals', (SELECT coalesce(json_agg(json), '[]') FROM signal),
      'integrations', (SELECT coalesce(json_agg(json), '[]') FROM source))::text AS text`;
}
