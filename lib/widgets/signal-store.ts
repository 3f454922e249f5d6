import type { UnknownReason } from "#lib/integrations/choices.ts";
import type { SignalReading, SignalRow } from "#lib/integrations/provider.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { Prisma } from "#lib/platform/db/generated/client.ts";

export type DueSignal = { id: string; name: string; params: Record<string, unknown> };

const MOST_LINES = 20;
const MOST_ROWS = 50;
const LONGEST_NAME = 200;
const LONGEST_DETAIL = 2_000;
// Beyond it sums of an hour would leave what Postgres can hold.
const LARGEST = 1e290;

/**
 * The signals of an integration that are to be read now, taken so that no other worker reads them
 * in the same interval, by the database's clock. What no widget shows is not due. Intervals grow by up to a tenth, so that
 * signals that were added together do not stay together.
 */
export function takeDueSignals(integrationId: string): Promise<DueSignal[]> {
  return writeClient().$queryRaw<DueSignal[]>`
    UPDATE signals s
    SET next_read_at = now() + make_interval(secs => s.interval_seconds * (1 + random() * 0.1))
    WHERE s.integration_id = ${integrationId}::uuid AND s.next_read_at <= now() AND EXISTS (
      SELECT 1 FROM widgets w
      WHERE w.project_id = s.project_id AND w.signal_id = s.id AND w.removed_at IS NULL)
    RETURNING s.id, s.name, s.params`;
}

/** Makes signals due at once, after a run that did not come to them. */
export async function giveBackSignals(signals: readonly DueSignal[]): Promise<void> {
  if (signals.length === 0) return;
  await writeClient().$executeRaw`
    UPDATE signals SET next_read_at = now()
    WHERE id = ANY(${signals.map(({ id }) => id)}::uuid[])`;
}

/**
 * Keeps what a signal says: its latest value and rows, and a sample for each line. A reading that
 * is older than what is there leaves the latest as it is.
 */
export async function storeReading(
  signalId: string,
  reading: SignalReading,
  at: Date,
): Promise<void> {
  const value = storable(reading.value);
  const lines = linesOf(value, reading.series ?? []);
  const rows = reading.rows ? JSON.stringify(reading.rows.slice(0, MOST_ROWS).map(cleanRow)) : null;
  await writeClient().$executeRaw`
    WITH latest AS (
      UPDATE signals SET value = ${value}::float8, rows = ${rows}::jsonb, read_at = ${at}::timestamptz, tried_at = ${at}::timestamptz,
        error = NULL, error_detail = NULL
      WHERE id = ${signalId}::uuid AND ${isNews(at)}
    )
    INSERT INTO samples (signal_id, series, at, value)
    SELECT ${signalId}::uuid, l.series, ${at}::timestamptz, l.value
    FROM unnest(${[...lines.keys()]}::text[], ${[...lines.values()]}::float8[]) AS l(series, value)
    ON CONFLICT DO NOTHING`;
}

/** Keeps why a signal could not be read; its last value stays, and is as old as it is. */
export async function storeFailure(
  signalId: string,
  reason: UnknownReason,
  detail: string | null,
  at: Date,
): Promise<void> {
  const words = detail && clean(detail, LONGEST_DETAIL);
  await writeClient().$executeRaw`
    UPDATE signals SET tried_at = ${at}::timestamptz, error = ${reason}, error_detail = ${words}
    WHERE id = ${signalId}::uuid AND ${isNews(at)}`;
}

/** Whether a signal was not tried since `at`; a moment to come is a clock that was ahead. */
const isNews = (at: Date): Prisma.Sql =>
  Prisma.sql`(tried_at IS NULL OR tried_at <= ${at}::timestamptz OR tried_at > now())`;

/** The named lines, and the value as the line "" unless the only line already says it. */
function linesOf(value: number | null, series: { name: string; value: number }[]) {
  const lines = new Map<string, number>();
  for (const line of series.slice(0, MOST_LINES)) {
    const number = storable(line.value);
    if (number !== null) lines.set(clean(line.name, LONGEST_NAME), number);
  }
  if (value !== null && lines.size !== 1) lines.set("", value);
  return lines;
}

function storable(value: number | null): number | null {
  return value !== null && Number.isFinite(value) && Math.abs(value) < LARGEST ? value : null;
}

const cleanRow = (row: SignalRow) =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, text]) =>
      typeof text === "string" ? [[name, clean(text, LONGEST_DETAIL)]] : [],
    ),
  );

/** Text that Postgres takes. */
function clean(text: string, longest: number): string {
  return text.replaceAll("\u0000", "").slice(0, longest).toWellFormed();
}
