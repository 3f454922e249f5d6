import { whoIsStillSignedIn, type Reader } from "#lib/platform/auth/still-signed-in.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { hub } from "./hub.ts";

type Watched = Reader & { end: () => void };

// A busy organisation announces many changes a second; nobody needs to be looked at for each.
const PAUSE_MS = 200;

/**
 * The readers of one organisation's streams: one query for all of them, whenever the organisation
 * has changed and at every check of the hub, since time, and other organisations of the same person,
 * end sessions without a word here.
 */
class SignInWatch {
  readonly readers = new Set<Watched>();
  readonly #organizationId: string;
  readonly #unwatch: () => void;
  #timer: NodeJS.Timeout | undefined;
  #looking = false;
  #again = false;

  constructor(organizationId: string) {
    this.#organizationId = organizationId;
    this.#unwatch = hub().watch(organizationId, this.wake);
  }

  end(): void {
    this.#unwatch();
    clearTimeout(this.#timer);
  }

  wake = (): void => {
    if (this.#looking) this.#again = true;
    else this.#timer ??= setTimeout(() => void this.#look(), PAUSE_MS).unref();
  };

  async #look(): Promise<void> {
    this.#timer = undefined;
    this.#looking = true;
    this.#again = false;
    try {
      const readers = [...this.readers];
      const standing = await whoIsStillSignedIn(this.#organizationId, readers);
      for (const reader of readers) if (!standing.has(reader)) reader.end();
    } catch (error) {
      logger.warn({ err: error }, "could not check who is still signed in");
    }
    this.#looking = false;
    if (this.#again && this.readers.size > 0) this.wake();
  }
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
  watch.readers.add(watched);
  // Their session may have ended between the check of the request and now.
  watch.wake();
  return () => {
    watch.readers.delete(watched);
    if (watch.readers.size > 0 || watches.get(organizationId) !== watch) return;
    watch.end();
    watches.delete(organizationId);
  };
}
