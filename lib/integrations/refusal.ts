import type { Answer } from "./reader.ts";
import { ProviderError } from "./provider-error.ts";

const LONGEST_DETAIL = 300;
// GitHub's limit on bursts; where it names no time it wants a minute.
const SECONDARY_LIMIT = /secondary rate limit|abuse detection/i;
const SECONDARY_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 86_400;

/** Why an answer is no answer to the question; null for 2xx. Providers share what statuses mean. */
export function refusalOf(answer: Answer): ProviderError | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const detail = detailOf(answer);
  const retryAfterSeconds = retryAfterOf(answer);
  if (status === 429 || (status === 403 && retryAfterSeconds !== null)) {
    return new ProviderError("rate_limited", detail, { retryAfterSeconds });
  }
  if (status === 401 || status === 403) return new ProviderError("no_permission", detail);
  if (status === 402) return new ProviderError("plan_limit", detail);
  if (status === 404 || status === 410) return new ProviderError("not_found", detail);
  if (status >= 500) return new ProviderError("provider_error", detail, { retryAfterSeconds });
  if (status >= 400) return new ProviderError("query_refused", detail);
  return new ProviderError("not_understood", `HTTP ${status}`);
}

/**
 * Seconds that the answer asks us to wait: as RFC 9110, 10.2.3 says; until the reset that GitHub names
 * when nothing is left, and Sentry and PagerDuty with 429. Times are those of the provider's clock.
 */
function retryAfterOf(answer: Answer): number | null {
  const { status, headers, text } = answer;
  const after = headers.get("retry-after");
  if (after !== null) {
    return inBounds(/^\d+$/.test(after) ? Number(after) : secondsUntil(answer, Date.parse(after)));
  }
  const isSpent = status === 429 || headers.get("x-ratelimit-remaining") === "0";
  const reset = headers.get("x-ratelimit-reset") ?? headers.get("x-sentry-rate-limit-reset");
  if (isSpent && reset) return inBounds(secondsTo(answer, Number(reset)));
  const seconds = headers.get("ratelimit-reset");
  if (status === 429 && seconds) return inBounds(Number(seconds));
  return status === 403 && SECONDARY_LIMIT.test(text) ? SECONDARY_WAIT_SECONDS : null;
}

/** Some name the second of the epoch, others how many are left. */
const secondsTo = (answer: Answer, reset: number): number =>
  reset <= LONGEST_WAIT_SECONDS ? reset : secondsUntil(answer, reset * 1_000);

/** From the moment at which the provider answered, by its own clock; ours may be another. */
function secondsUntil({ headers }: Answer, at: number): number {
  const theirs = Date.parse(headers.get("date") ?? "");
  return (at - (Number.isNaN(theirs) ? Date.now() : theirs)) / 1_000;
}

const inBounds = (seconds: number): number | null =>
  Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), LONGEST_WAIT_SECONDS) : null;

/** The provider's own words, where it answers as JSON with a message; never a page of HTML. */
function detailOf({ status, text }: Answer): string {
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    const error = body.error as { message?: unknown } | string | null | undefined;
    const inner = typeof error === "object" ? error?.message : error;
    const message = body.message ?? inner ?? body.detail ?? body.title;
    if (typeof message === "string") return `HTTP ${status}: ${message.slice(0, LONGEST_DETAIL)}`;
  } catch {
    // What is no JSON has no words for us.
  }
  return `HTTP ${status}`;
}
