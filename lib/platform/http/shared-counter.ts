import { sha256 } from "#lib/platform/crypto/keys.ts";
import { writeClient } from "#lib/platform/db/client.ts";
import { logger } from "#lib/platform/log/logger.ts";

const WINDOW_MS = 60_000;
const SHARE_EVERY_MS = 1_000;

type Count = {
  /** All that is known of, the unsent included. */
  total: number;
  /** Counted here and not yet told to the other processes. */
  unsent: number;
};

type Shared = { key: string; points: number; expire: bigint };

// Hashed, so that the table holds no addresses.
const keyOf = (who: string): string => `requests:${Buffer.from(sha256(who)).toString("base64url")}`;

/**
 * Counts in windows of a minute, together with all other processes on the same database and without
 * a question to it per count: each process counts by itself and, once a second while there is
 * something new, adds its counts up in the database in one statement, which answers with the sums.
 *
 * How exact that is: a process knows its own counts at once and those of the others at most a second
 * after its next own count. So one process is exact, and n processes together may count on by what
 * reaches them within that second. Windows are those of the processes' clocks. While the database is
 * away each process counts for itself.
 */
export class SharedCounter {
  readonly #now: () => number;
  #counts = new Map<string, Count>();
  #windowEnd = 0;
  #timer: NodeJS.Timeout | null = null;

  /** `now` is the clock, in milliseconds since 1970. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * Counts one for `who` unless `limit` is reached. Returns whether it was counted, what is left of
   * the limit, and the seconds until the window ends.
   */
  take(who: string, limit: number): { taken: boolean; left: number; seconds: number } {
    const now = this.#now();
    if (now >= this.#windowEnd) this.#open(now);
    const seconds = Math.max(1, Math.ceil((this.#windowEnd - now) / 1_000));
    const count = this.#counts.get(who) ?? { total: 0, unsent: 0 };
    if (count.total >= limit) return { taken: false, left: 0, seconds };
    count.total += 1;
    count.unsent += 1;
    this.#counts.set(who, count);
    // One timer for all; it keeps no process alive.
    this.#timer ??= setTimeout(() => void this.#share(), SHARE_EVERY_MS).unref();
    return { taken: true, left: limit - count.total, seconds };
  }

  #open(now: number): void {
    this.#windowEnd = (Math.floor(now / WINDOW_MS) + 1) * WINDOW_MS;
    this.#counts = new Map();
  }

  async #share(): Promise<void> {
    const sent = new Map<string, { count: Count; points: number }>();
    for (const [who, count] of this.#counts) {
      if (count.unsent > 0) sent.set(keyOf(who), { count, points: count.unsent });
    }
    for (const { count, points } of sent.values()) count.unsent -= points;
    try {
      const windowEnd = this.#windowEnd;
      for (const row of await addUp(sent, windowEnd)) {
        const count = sent.get(row.key)?.count;
        // Of another window where a clock is ahead of ours.
        if (count && Number(row.expire) === windowEnd) count.total = row.points + count.unsent;
      }
    } catch (error) {
      for (const { count, points } of sent.values()) count.unsent += points;
      logger.warn({ err: error }, "request counts were not shared");
    }
    this.#timer = null;
    const more = [...this.#counts.values()].some(({ unsent }) => unsent > 0);
    if (more) this.#timer = setTimeout(() => void this.#share(), SHARE_EVERY_MS).unref();
  }
}

function addUp(sent: Map<string, { points: number }>, windowEnd: number): Promise<Shared[]> {
  const keys = [...sent.keys()];
  const points = [...sent.values()].map((each) => each.points);
  // In the order of keys, so that two processes cannot wait for each other's rows.
  return writeClient().$queryRaw<Shared[]>`
    INSERT INTO rate_limits AS known (key, points, expire)
    SELECT sent.key, sent.points, ${windowEnd}
    FROM unnest(${keys}::text[], ${points}::int[]) AS sent (key, points)
    ORDER BY sent.key
    ON CONFLICT (key) DO UPDATE SET
      points = CASE
        WHEN known.expire = excluded.expire THEN known.points + excluded.points
        WHEN known.expire > excluded.expire THEN known.points
        ELSE excluded.points END,
      expire = greatest(known.expire, excluded.expire)
    RETURNING key, points, expire`;
}
