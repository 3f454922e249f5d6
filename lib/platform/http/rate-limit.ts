import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { env } from "#lib/platform/env.ts";
import { RateLimitedError } from "#lib/platform/errors.ts";

const WINDOW_SECONDS = 60;
const held = globalThis as { preflightRateLimiter?: RateLimiterMemory };

const limiter = (): RateLimiterMemory =>
  (held.preflightRateLimiter ??= new RateLimiterMemory({
    points: env().PREFLIGHT_RATE_LIMIT,
    duration: WINDOW_SECONDS,
  }));

/**
 * Counts one request of `who` (a person, token or address) and returns the RateLimit headers for its
 * answer. Throws RateLimitedError when this minute's requests are used up.
 */
export async function countRequest(who: string): Promise<Record<string, string>> {
  try {
    return headersFor(await limiter().consume(who));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new RateLimitedError(Math.max(1, Math.ceil(error.msBeforeNext / 1_000)));
  }
}

function headersFor(result: RateLimiterRes): Record<string, string> {
  return {
    "ratelimit-limit": String(env().PREFLIGHT_RATE_LIMIT),
    "ratelimit-remaining": String(result.remainingPoints),
    "ratelimit-reset": String(Math.ceil(result.msBeforeNext / 1_000)),
  };
}
