import { EventConnection, type Connection, type OpenEventSource } from "./event-connection.ts";

/** A change of a project, as its event stream tells it. */
export interface ProjectEvent {
  /** The project's revision with this change. */
  seq: number;
  at: string;
  actorId: string | null;
  action: string;
  subject: { type: string; id: string };
  /** The changed fields as they are now. */
  after?: Record<string, unknown>;
}

interface Follower {
  /** The last revision that the follower knows. */
  seq: number;
  listener: (event: ProjectEvent) => void;
}

const KEPT_EVENTS = 2_000;

/**
 * The one event stream of a page, for all who follow the project there. Keeps the latest events, so
 * that whoever comes later starts at the revision that they loaded.
 */
export class ProjectFeed {
  #events: ProjectEvent[] = [];
  /** Everything after this revision is in `#events`. */
  #since: number;
  #last: number;
  #connection: Connection = "connecting";
  readonly #followers = new Set<Follower>();
  readonly #watchers = new Set<() => void>();
  readonly #stream: EventConnection;

  constructor(url: (after: number) => string, after: number, open?: OpenEventSource) {
    this.#since = after;
    this.#last = after;
    const hearing = {
      onChange: (data: string) => this.#receive(JSON.parse(data) as ProjectEvent),
      onState: (state: Connection) => this.#say(state),
    };
    this.#stream = new EventConnection(() => url(this.#last), hearing, open);
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
    this.#stream.start();
  }

  stop(): void {
    this.#stream.stop();
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

function deliver(follower: Follower, event: ProjectEvent): void {
  if (event.seq <= follower.seq) return;
  follower.seq = event.seq;
  follower.listener(event);
}
