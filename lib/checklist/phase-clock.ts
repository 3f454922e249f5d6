const HOUR_MS = 3_600_000;

/** When an item of a phase is due by the phase's clock; null in a phase without one. */
export function dueByClock(startAt: Date, deadlineHours: number | null): Date | null {
  return deadlineHours === null ? null : new Date(startAt.getTime() + deadlineHours * HOUR_MS);
}
