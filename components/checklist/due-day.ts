const pad = (value: number): string => String(value).padStart(2, "0");

/** The day of a moment in the reader's zone, as `YYYY-MM-DD`; empty for none. */
export function dayOf(moment: string | null): string {
  if (moment === null) return "";
  const date = new Date(moment);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** The last minute of a day (`YYYY-MM-DD`) in the reader's zone, ISO 8601; null for no real day. */
export function endOfDay(day: string): string | null {
  const date = new Date(`${day}T23:59:00`);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** The day that lies `days` after now, as `YYYY-MM-DD`. */
export function dayIn(days: number, now: Date): string {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return dayOf(date.toISOString());
}
