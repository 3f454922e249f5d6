import { env } from "#lib/platform/env.ts";
import { RateLimitedError } from "#lib/platform/errors.ts";
import { countedAddress } from "./counted-address.ts";
import { SharedCounter } from "./shared-counter.ts";

const held = globalThis as { preflightRequestCounter?: SharedCounter };

/**
 * Counts one request of `who` (a person or an address), over all processes as exactly as
 * `SharedCounter` says, and returns the RateLimit headers for its answer. Throws RateLimitedError
 * when this minute's requests are used up.
 */
export function countRequest(who: string): Record<string, string> {
  const limit = env().PREFLIGHT_RATE_LIMIT;
  const counter = (held.preflightRequestCounter ??= new SharedCounter());
  const { taken, left, seconds } = counter.take(countedAddress(who), limit);
  if (!taken) throw new RateLimitedError(seconds);
  return {
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(left),
    "ratelimit-reset": String(seconds),
  };
}
