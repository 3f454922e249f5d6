import { db } from "#lib/platform/db/read.ts";

const HELD_MS = 5_000;

type Run = { queue: string; state: string; count: number; last: number | null };
export type QueueFigures = {
  /** Runs by queue and state; `last` is when the latest of them ended, in Unix seconds. */
  runs: Run[];
  /** Seconds since a worker's latest sign of life; null when there is none. */
  heartbeatAge: number | null;
};

let held: { at: number; figures: Promise<QueueFigures> } | undefined;

/** What the queue's own tables say about jobs, whichever process ran them. At most 5 s old. */
export function queueFigures(): Promise<QueueFigures> {
  if (held && performance.now() - held.at < HELD_MS) return held.figures;
  const figures = read();
  held = { at: performance.now(), figures };
  // A failure is not worth keeping.
  figures.catch(() => (held = undefined));
  return figures;
}

async function read(): Promise<QueueFigures> {
  const [runs, ages] = await Promise.all([
    db.$queryRaw<Run[]>`
      SELECT name AS queue, state::text, count(*)::int,
             extract(epoch FROM max(completed_on))::float8 AS last
      FROM pgboss.job WHERE name NOT LIKE '\\_\\_pgboss\\_\\_%' GROUP BY name, state`,
    db.$queryRaw<{ age: number | null }[]>`
      SELECT extract(epoch FROM now() - max(beat_at))::float8 AS age FROM worker_heartbeats`,
  ]);
  return { runs, heartbeatAge: ages[0]?.age ?? null };
}
