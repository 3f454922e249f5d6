import type { AuditBody } from "#lib/platform/audit/event.ts";
import { db } from "#lib/platform/db/read.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { hub } from "./hub.ts";

/** One event of a stream, encoded once for all of its readers. */
export type FeedEvent = { seq: number; chunk: Uint8Array };
export type Receive = (event: FeedEvent) => void;

const PAGE = 500;
const encoder = new TextEncoder();

/** The events of `stream` after `seq`, oldest first, at most 500. */
async function readAfter(stream: string, seq: number): Promise<FeedEvent[]> {
  const rows = await db.auditEvent.findMany({
    where: { streamId: stream, seq: { gt: seq } },
    orderBy: { seq: "asc" },
    take: PAGE,
    select: { seq: true, body: true },
  });
  return rows.map((row) => ({ seq: row.seq, chunk: encode(row.seq, row.body) }));
}

/** How far `stream` reaches now. */
async function readEnd(stream: string): Promise<number> {
  const { _max } = await db.auditEvent.aggregate({
    where: { streamId: stream },
    _max: { seq: true },
  });
  return _max.seq ?? 0;
}

/** A server-sent event without what only the audit pages show: from where somebody acted. */
function encode(seq: number, body: string): Uint8Array {
  const { at, actor, action, subject, after } = JSON.parse(body) as AuditBody;
  const data = JSON.stringify({ seq, at, actorId: actor.id, action, subject, after });
  return encoder.encode(`id: ${seq}\nevent: change\ndata: ${data}\n\n`);
}

/** The live end of one stream: one read for all who follow it. */
class Feed {
  readonly followers = new Set<Receive>();
  /** What its followers have got at least, once it has started. */
  tail = 0;
  #started: Promise<void> | undefined;
  #live = false;
  #reading = false;
  #again = false;
  readonly #stream: string;

  constructor(stream: string) {
    this.#stream = stream;
  }

  /** Begins at the stream's present end; never where a follower says that it is. */
  start(): Promise<void> {
    return (this.#started ??= this.#findEnd());
  }

  async #findEnd(): Promise<void> {
    try {
      this.tail = await readEnd(this.#stream);
    } catch (error) {
      this.#started = undefined;
      throw error;
    }
    this.#live = true;
    this.wake();
  }

  wake = (): void => {
    if (!this.#live) return;
    if (this.#reading) this.#again = true;
    else void this.#read();
  };

  async #read(): Promise<void> {
    this.#reading = true;
    try {
      do {
        this.#again = false;
        const events = await readAfter(this.#stream, this.tail);
        for (const event of events) for (const receive of this.followers) receive(event);
        this.tail = events.at(-1)?.seq ?? this.tail;
        if (events.length === PAGE) this.#again = true;
      } while (this.#again);
    } catch (error) {
      logger.warn({ err: error }, "could not read new events");
    } finally {
      this.#reading = false;
    }
  }
}

type Entry = { feed: Feed; unwatch: () => void };
const held = globalThis as { preflightFeeds?: Map<string, Entry> };
const feeds = (held.preflightFeeds ??= new Map<string, Entry>());

/**
 * Calls `receive` with every event of `stream` after `seq`, in order, each once: first those that
 * are there, then those to come. Returns how to stop.
 */
export async function follow(stream: string, seq: number, receive: Receive): Promise<() => void> {
  let last = seq;
  let waiting: FeedEvent[] | null = [];
  const deliver = (event: FeedEvent): void => {
    if (event.seq <= last) return;
    last = event.seq;
    receive(event);
  };
  const onEvent = (event: FeedEvent): void => {
    if (waiting) waiting.push(event);
    else deliver(event);
  };

  const entry = open(stream);
  entry.feed.followers.add(onEvent);
  const stop = (): void => {
    entry.feed.followers.delete(onEvent);
    if (entry.feed.followers.size > 0 || feeds.get(stream) !== entry) return;
    entry.unwatch();
    feeds.delete(stream);
  };
  try {
    await entry.feed.start();
    // Who claims to have more than there is gets what comes.
    if (last > entry.feed.tail) last = Math.min(last, await readEnd(stream));
    for (let page = [] as FeedEvent[]; ;) {
      page = await readAfter(stream, last);
      page.forEach(deliver);
      if (page.length < PAGE) break;
    }
  } catch (error) {
    stop();
    throw error;
  }
  waiting.forEach(deliver);
  waiting = null;
  return stop;
}

function open(stream: string): Entry {
  const known = feeds.get(stream);
  if (known) return known;
  const feed = new Feed(stream);
  const entry = { feed, unwatch: hub().watch(stream, feed.wake) };
  feeds.set(stream, entry);
  return entry;
}
