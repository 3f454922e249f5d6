import { env } from "#lib/platform/env.ts";

/** Ends the process with one clear line when a setting is missing or malformed. */
export function requireEnv(): void {
  try {
    env();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
