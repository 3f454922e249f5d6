import type { Formats } from "next-intl";

/** Named formats for `useFormatter()` and for `{value, date, exact}` in messages. */
export const formats = {
  dateTime: {
    day: { year: "numeric", month: "short", day: "numeric" },
    short: { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
    exact: {
      year: "numeric",
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      timeZoneName: "short",
    },
  },
  number: {
    percent: { style: "percent", maximumFractionDigits: 0 },
    percentPrecise: { style: "percent", maximumFractionDigits: 1 },
  },
} satisfies Formats;
