/** A calendar day in the reader's zone, `YYYY-MM-DD`. */
export type Day = string;

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Days whose beginning the API accepts as a moment, in every zone. */
export const FIRST_DAY: Day = "2000-01-02";
export const LAST_DAY: Day = "2199-12-30";

/** Whether the text names a day that exists, within the range of the audit log. */
export function isDay(text: string): boolean {
  if (!DAY.test(text) || text < FIRST_DAY || text > LAST_DAY) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** The moment, ISO 8601, when a day begins in a time zone; `later` days after it. */
export function dayStart(day: Day, timeZone: string, later = 0): string {
  const midnight = Date.parse(`${day}T00:00:00Z`) + later * 86_400_000;
  // The offset may change at that very midnight, hence the second look.
  const first = midnight - offsetAt(midnight, timeZone);
  return new Date(midnight - offsetAt(first, timeZone)).toISOString();
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(moment);
  const part = (type: string): number =>
    Number(parts.find((each) => each.type === type)?.value ?? 0);
  return (
    Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    ) - moment
  );
}
