import { DomainError, RateLimitedError } from "#lib/platform/errors.ts";
import type { Locale } from "#lib/platform/i18n/locales.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { reportError } from "#lib/platform/log/report-error.ts";
import { toProblem } from "./problem.ts";

/** What the client gets for `error`; an unexpected one is logged and reported, and told as "internal". */
export async function errorResponse(
  error: unknown,
  requestId: string,
  locale: Locale,
): Promise<Response> {
  const known = error instanceof DomainError ? error : null;
  if (!known) {
    logger.error({ err: error, requestId }, "request failed");
    reportError(error, { requestId });
  }
  const problem = await toProblem(known, requestId, locale);
  const headers = new Headers({
    "content-type": "application/problem+json",
    "content-language": locale,
    "cache-control": "private, no-store",
  });
  if (problem.status === 401) headers.set("www-authenticate", 'Bearer realm="preflight"');
  if (error instanceof RateLimitedError) headers.set("retry-after", String(error.retryAfter));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
