import type { Context } from "#lib/platform/auth/context.ts";
import { db } from "#lib/platform/db/read.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { hub } from "#lib/platform/realtime/hub.ts";

/** `mark` stands for all projects that somebody can see, as they are; it says nothing else. */
type Receive = (mark: string) => void;

type Follower = {
  userId: string;
  mark: string | null;
  /** The organisation's state at which `mark` was read. */
  at: number;
  receive: Receive;
};

// A working team makes many changes a second; its readers look again a few times in that second.
const PAUSE_MS = 200;

type State = { total: number; streams: string[] };

/** The sum of all revisions, which only grow, and the streams that they belong to. */
async function readState(organizationId: string): Promise<State> {
  const rows = await db.$queryRaw<{ id: string; revision: number }[]>`
    SELECT id, revision FROM organizations WHERE id = ${organizationId}::uuid
    UNION ALL SELECT id, revision FROM projects WHERE organization_id = ${organizationId}::uuid`;
  return {
    total: rows.reduce((sum, { revision }) => sum + revision, 0),
    streams: rows.map(({ id }) => id),
  };
}

/** The marks of people, by user id; who sees no project has none. */
async function readMarks(organizationId: string, userIds: string[]): Promise<Map<string, string>> {
  const rows = await db.$queryRaw<{ userId: string; mark: string }[]>`
    SELECT m.user_id AS "userId",
      encode(sha256(string_agg(p.id::text || ' ' || p.revision, ',' ORDER BY p.id)::bytea), 'hex') AS mark
    FROM members m
    JOIN projects p ON p.organization_id = m.organization_id
    LEFT JOIN project_members r ON r.project_id = p.id AND r.user_id = m.user_id
    WHERE m.organization_id = ${organizationId}::uuid AND m.user_id = ANY(${userIds}::uuid[])
      AND m.removed_at IS NULL AND (m.role <> 'member' OR r.user_id IS NOT NULL)
    GROUP BY m.user_id`;
  return new Map(rows.map(({ userId, mark }) => [userId, mark]));
}

/** What happens in one organisation's projects: one look for all who follow them. */
class PortfolioFeed {
  readonly followers = new Set<Follower>();
  readonly #watched = new Map<string, () => void>();
  readonly #organizationId: string;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;
  #again = false;
  #ended = false;

  constructor(organizationId: string) {
    this.#organizationId = organizationId;
  }

  /** Tells everybody whose projects are no longer as they know them. */
  async look(): Promise<void> {
    const { total, streams } = await readState(this.#organizationId);
    if (this.#ended) return;
    // A project that nobody watches yet is found by the hub's own checks, within a second.
    for (const stream of streams) {
      if (!this.#watched.has(stream)) this.#watched.set(stream, hub().watch(stream, this.#wake));
    }
    const behind = [...this.followers].filter(({ at }) => at !== total);
    if (behind.length === 0) return;
    const users = [...new Set(behind.map(({ userId }) => userId))];
    const marks = await readMarks(this.#organizationId, users);
    for (const follower of behind) {
      const mark = marks.get(follower.userId) ?? "none";
      follower.at = total;
      if (mark === follower.mark || !this.followers.has(follower)) continue;
      follower.mark = mark;
      follower.receive(mark);
    }
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    for (const unwatch of this.#watched.values()) unwatch();
  }

  #wake = (): void => {
    if (this.#looking) this.#again = true;
    else this.#timer ??= setTimeout(() => void this.#lookAgain(), PAUSE_MS).unref();
  };

  async #lookAgain(): Promise<void> {
    this.#timer = undefined;
    this.#looking = true;
    this.#again = false;
    try {
      await this.look();
    } catch (error) {
      logger.warn({ err: error }, "could not look for changes");
    }
    this.#looking = false;
    if (this.#again && !this.#ended) this.#wake();
  }
}

const held = globalThis as { preflightPortfolioFeeds?: Map<string, PortfolioFeed> };
const feeds = (held.preflightPortfolioFeeds ??= new Map<string, PortfolioFeed>());

/**
 * Calls `receive` whenever something has changed in a project that the reader can see, or which
 * those are; at once unless `mark` is still right. Returns how to stop.
 */
export async function followPortfolio(
  { organizationId, userId }: Pick<Context, "organizationId" | "userId">,
  mark: string | null,
  receive: Receive,
): Promise<() => void> {
  const feed = feeds.get(organizationId) ?? new PortfolioFeed(organizationId);
  feeds.set(organizationId, feed);
  const follower = { userId, mark, at: -1, receive };
  feed.followers.add(follower);
  const stop = (): void => {
    feed.followers.delete(follower);
    if (feed.followers.size > 0 || feeds.get(organizationId) !== feed) return;
    feed.end();
    feeds.delete(organizationId);
  };
  try {
    await feed.look();
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}
