import pino from "pino";
import { env } from "#lib/platform/env.ts";

const SECRET_KEYS = [
  "password",
  "secret",
  "token",
  "code",
  "authorization",
  "cookie",
  "set-cookie",
  "DATABASE_URL",
  "PREFLIGHT_SECRET",
];

/** JSON lines on standard output; values under the names of secrets are masked two levels deep. */
export const logger = pino({
  level: env().LOG_LEVEL,
  base: { service: "preflight" },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: SECRET_KEYS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]),
    censor: "***MASKED***",
  },
});
