import { whoIsStillSignedIn, type Reader } from "#lib/platform/auth/still-signed-in.ts";
import { db } from "#lib/platform/db/read.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { hub } from "./hub.ts";

type Watched = Reader & { end: () => void };

/** The readers of one organisation's streams: one look for all of them, whenever it has changed. */
class SignInWatch {
  readonly readers = new Set<Watched>();
  readonly #organizationId: string;
  readonly #unwatch: () => void;
  /** The organisation's revision at the last look; ending a session or token raises it. */
  #seen = -1;
  #looking = false;
  #again = false;

  constructor(organizationId: string) {
    this.#organizationId = organizationId;
    this.#unwatch = hub().watch(organizationId, this.wake);
  }

  add(reader: Watched): void {
    this.readers.add(reader);
    // Their session may have ended between the check of the request and now.
    this.#seen = -1;
    this.wake();
  }

  end(): void {
    this.#unwatch();
  }

  wake = (): void => {
    this.#again = true;
    if (!this.#looking) void this.#look();
  };

  async #look(): Promise<void> {
    this.#looking = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#endWhoIsOut();
      }
    } catch (error) {
      this.#seen = -1;
      logger.warn({ err: error }, "could not check who is still signed in");
    } finally {
      this.#looking = false;
    }
  }

  async #endWhoIsOut(): Promise<void> {
    const revision = await readRevision(this.#organizationId);
    if (revision === this.#seen) return;
    this.#seen = revision;
    const readers = [...this.readers];
    const standing = await whoIsStillSignedIn(this.#organizationId, readers);
    for (const reader of readers) if (!standing.has(reader)) reader.end();
  }
}

async function readRevision(organizationId: string): Promise<number> {
  const row = await db.organization.findUnique({
    where: { id: organizationId },
    select: { revision: true },
  });
  return row?.revision ?? 0;
}

const held = globalThis as { preflightSignInWatches?: Map<string, SignInWatch> };
const watches = (held.preflightSignInWatches ??= new Map<string, SignInWatch>());

/**
 * Calls `end` within a second after the reader's session or token has ended, on whichever instance
 * that happened. Returns how to stop.
 */
export function watchSignIn(reader: Reader, end: () => void): () => void {
  const { organizationId, userId, actor, origin } = reader;
  const watch = watches.get(organizationId) ?? new SignInWatch(organizationId);
  watches.set(organizationId, watch);
  const watched = { organizationId, userId, actor, origin, end };
  watch.add(watched);
  return () => {
    watch.readers.delete(watched);
    if (watch.readers.size > 0 || watches.get(organizationId) !== watch) return;
    watch.end();
    watches.delete(organizationId);
  };
}
