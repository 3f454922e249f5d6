import pg from "pg";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { CHANNEL, onAnnouncement } from "./announce.ts";

type Wake = () => void;

// A notification can be lost with its connection; every watched stream is looked at this often anyway.
const SAFETY_CHECK_MS = 1_000;
const RECONNECT_MS = [100, 500, 1_000, 2_000, 5_000];

/** Wakes the watchers of a stream when any process on this database has changed it. */
class Hub {
  readonly watchers = new Map<string, Set<Wake>>();
  #client: pg.Client | undefined;
  #connecting: pg.Client | undefined;
  #attempts = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Calls `wake` on every change of `stream`, possibly also without one; returns how to stop. */
  watch(stream: string, wake: Wake): () => void {
    const wakes = this.watchers.get(stream) ?? new Set();
    this.watchers.set(stream, wakes.add(wake));
    this.#start();
    return () => {
      wakes.delete(wake);
      if (wakes.size === 0) this.watchers.delete(stream);
      if (this.watchers.size === 0) this.#stop();
    };
  }

  wake = (stream: string): void => {
    for (const wake of this.watchers.get(stream) ?? []) wake();
  };

  #wakeAll = (): void => {
    for (const stream of this.watchers.keys()) this.wake(stream);
  };

  #start(): void {
    this.#timer ??= setInterval(this.#wakeAll, SAFETY_CHECK_MS).unref();
    if (!this.#client && !this.#connecting) void this.#connect();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    void this.#client?.end().catch(() => undefined);
    this.#client = undefined;
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: "preflight-listen",
      keepAlive: true,
    });
    // pg reports a dead connection twice; only the first of them leads to a new one.
    let lost = false;
    const reconnect = (error?: Error): void => {
      if (lost) return;
      lost = true;
      // One that was ended on purpose has no successor.
      if (client !== this.#client && client !== this.#connecting) return;
      if (error) logger.warn({ err: error }, "listening for changes was interrupted");
      this.#reconnect(client);
    };
    this.#connecting = client;
    client.on("error", reconnect);
    client.on("end", () => reconnect());
    client.on("notification", (message) => this.wake(message.payload ?? ""));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.#client = client;
      this.#connecting = undefined;
      this.#attempts = 0;
      if (this.watchers.size === 0) this.#stop();
      this.#wakeAll();
    } catch (error) {
      reconnect(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #reconnect(client: pg.Client): void {
    this.#client = undefined;
    this.#connecting = undefined;
    void client.end().catch(() => undefined);
    if (this.watchers.size === 0) return;
    const wait = RECONNECT_MS[Math.min(this.#attempts++, RECONNECT_MS.length - 1)];
    setTimeout(() => this.watchers.size > 0 && this.#start(), wait).unref();
  }
}

// Pages and routes may be loaded as separate bundles; the process has one hub all the same.
const held = globalThis as { preflightHub?: Hub };

/** The hub of this process. */
export function hub(): Hub {
  if (!held.preflightHub) {
    held.preflightHub = new Hub();
    onAnnouncement(held.preflightHub.wake);
  }
  return held.preflightHub;
}
