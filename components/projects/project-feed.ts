/** A change of a project, as its event stream tells it. */
export interface ProjectEvent {
  /** The project's revision with this change. */
  seq: number;
  at: string;
  actorId: string;
  action: string;
  subject: { type: string; id: string };
  /** The changed fields as they are now. */
  after?: Record<string, unknown>;
}

/** `lost`: changes of others do not arrive at present. */
export type Connection = "connecting" | "live" | "lost";

interface Follower {
  /** The last revision that the follower knows. */
  seq: number;
  listener: (event: ProjectEvent) => void;
}

type Open = (url: string) => EventSource;

const KEPT_EVENTS = 2_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/**
 * The one event stream of a page, for all who follow the project there. Keeps the latest events, so
 * that whoever comes later starts at the revision that they loaded.
 */
export class ProjectFeed {
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #events: ProjectEvent[] = [];
  /** Everything after this revision is in `#events`. */
  #since: number;
  #last: number;
  #connection: Connection = "connecting";
  readonly #followers = new Set<Follower>();
  readonly #watchers = new Set<() => void>();
  readonly #url: (after: number) => string;
  readonly #open: Open;

  constructor(url: (after: number) => string, after: number, open: Open = openEventSource) {
    this.#url = url;
    this.#since = after;
    this.#last = after;
    this.#open = open;
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** Calls `listener` whenever the connection's state changes. */
  watchConnection = (listener: () => void): (() => void) => {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  };

  /**
   * Calls `listener` with every event after `after`, each once and in order. When some of those are
   * no longer at hand, calls `onGap` first: what was loaded must be loaded again.
   */
  follow = (
    after: number,
    listener: (event: ProjectEvent) => void,
    onGap: () => void,
  ): (() => void) => {
    const follower = { seq: after, listener };
    this.#followers.add(follower);
    if (after < this.#since) onGap();
    for (const event of this.#events) deliver(follower, event);
    return () => this.#followers.delete(follower);
  };

  /** Connects; the browser itself comes back after a break and says where it was. */
  start(): void {
    if (this.#source) return;
    const source = this.#open(this.#url(this.#last));
    this.#source = source;
    source.addEventListener("open", () => {
      this.#failures = 0;
      this.#say("live");
    });
    source.addEventListener("change", (message: MessageEvent<string>) => {
      this.#receive(JSON.parse(message.data) as ProjectEvent);
    });
    source.addEventListener("error", () => {
      this.#say("lost");
      // The browser gives up after a refusal, for example while the server restarts.
      if (source.readyState === EventSource.CLOSED) this.#startLater();
    });
  }

  stop(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  #startLater(): void {
    this.stop();
    const pause = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS);
    this.#failures += 1;
    this.#retry = setTimeout(() => this.start(), pause);
  }

  #receive(event: ProjectEvent): void {
    if (event.seq <= this.#last) return;
    this.#last = event.seq;
    this.#events.push(event);
    if (this.#events.length > KEPT_EVENTS) {
      const dropped = this.#events.shift();
      this.#since = dropped?.seq ?? this.#since;
    }
    for (const follower of this.#followers) deliver(follower, event);
  }

  #say(connection: Connection): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    for (const watcher of this.#watchers) watcher();
  }
}

function openEventSource(url: string): EventSource {
  return new EventSource(url);
}

function deliver(follower: Follower, event: ProjectEvent): void {
  if (event.seq <= follower.seq) return;
  follower.seq = event.seq;
  follower.listener(event);
}
