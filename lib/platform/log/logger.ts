import pino from "pino";
import { logLevel } from "#lib/platform/env.ts";
import { mask } from "./mask.ts";

/** Writes JSON lines to `destination`; what looks like a secret is masked, at any depth. */
export function createLogger(level: string, destination?: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { service: "preflight" },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => mask(fields) as Record<string, unknown>,
    },
    serializers: { err: (error: Error) => mask(pino.stdSerializers.err(error)) },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** The log of this process, on standard output. */
export const logger = createLogger(logLevel());
