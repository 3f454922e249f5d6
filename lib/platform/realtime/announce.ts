import { setTimeout as pause } from "node:timers/promises";
import { writeClient } from "#lib/platform/db/client.ts";
import { logger } from "#lib/platform/log/logger.ts";

export const CHANNEL = "preflight_changes";

// Under load, what changes in this time is announced at once; nobody sees so short a delay.
const GATHER_MS = 20;

type Announcer = { waiting: Set<string>; sending: boolean; wakeHere: (stream: string) => void };

const held = globalThis as { preflightAnnouncer?: Announcer };
const announcer = (held.preflightAnnouncer ??= {
  waiting: new Set(),
  sending: false,
  wakeHere: () => undefined,
});

/** Who in this process is to be woken without the way through the database. */
export function onAnnouncement(wake: (stream: string) => void): void {
  announcer.wakeHere = wake;
}

/**
 * Tells every process that a stream has new events. Called after commit: NOTIFY inside the
 * transaction would make all commits of the database wait for each other. The first goes out at
 * once, those that follow soon after go out together. One that is lost is caught up by the listeners' own checks.
 */
export function announce(stream: string): void {
  announcer.wakeHere(stream);
  announcer.waiting.add(stream);
  if (!announcer.sending) void send();
}

async function send(): Promise<void> {
  announcer.sending = true;
  try {
    while (announcer.waiting.size > 0) {
      const streams = [...announcer.waiting];
      announcer.waiting.clear();
      await writeClient().$queryRaw`
        SELECT pg_notify(${CHANNEL}, stream)::text FROM unnest(${streams}::text[]) AS stream`;
      await pause(GATHER_MS, undefined, { ref: false });
    }
  } catch (error) {
    logger.warn({ err: error }, "could not announce changes");
  } finally {
    announcer.sending = false;
  }
}
