import type { AuditEvent } from "#lib/audit/contract.ts";

type Place = Pick<AuditEvent, "stream" | "seq">;

/** How many of `events`, newest first, stand before the one that was the newest; all, if there was none. */
export function countNew(events: readonly Place[], newest: Place | null): number {
  if (newest === null) return events.length;
  const index = events.findIndex(
    ({ stream, seq }) => stream === newest.stream && seq === newest.seq,
  );
  return Math.max(index, 0);
}
