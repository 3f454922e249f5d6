import { REQUEST_ID_HEADER } from "#lib/platform/http/internal-header.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { reportError } from "#lib/platform/log/report-error.ts";

type Request = { method: string; headers: NodeJS.Dict<string | string[]> };

/** Logs and reports an error of a page, under the digest that the person sees and the request's id. */
export function reportPageError(error: unknown, request: Request, route: string): void {
  const requestId = String(request.headers[REQUEST_ID_HEADER] ?? "");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  logger.error({ err: error, requestId, digest, method: request.method, route }, "page failed");
  reportError(error, { requestId, digest, route });
}
