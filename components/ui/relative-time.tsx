"use client";

import { useFormatter } from "next-intl";

import { useCurrentTime } from "./use-current-time.ts";

// The clock moves in steps: what has just happened must not lie ahead of it.
const STEP_MS = 15_000;

interface RelativeTimeProps {
  /** A date or an ISO 8601 string. */
  value: Date | string;
  className?: string;
}

/** "3 minutes ago", kept up to date, with the exact time on hover. */
export function RelativeTime({ value, className }: RelativeTimeProps) {
  const format = useFormatter();
  const now = useCurrentTime();
  const date = typeof value === "string" ? new Date(value) : value;
  return (
    <time
      dateTime={date.toISOString()}
      title={format.dateTime(date, "exact")}
      className={className}
    >
      {format.relativeTime(date, Math.abs(date.getTime() - now) < STEP_MS ? date : now)}
    </time>
  );
}
