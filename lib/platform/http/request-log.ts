import type { Context } from "#lib/platform/auth/context.ts";
import { logger } from "#lib/platform/log/logger.ts";
import { httpRequestSeconds } from "#lib/platform/metrics.ts";

/** One log line and one measurement per request of the API, under the route's name, not its address. */
export function observeRequest(
  endpoint: { operationId: string; path: string },
  method: string,
  status: number,
  started: number,
  requestId: string,
  who: Context | null,
): void {
  const seconds = (performance.now() - started) / 1_000;
  httpRequestSeconds.observe({ method, route: endpoint.path, status: String(status) }, seconds);
  logger[levelOf(status)](
    {
      requestId,
      operation: endpoint.operationId,
      status,
      milliseconds: Math.round(seconds * 1_000),
      organizationId: who?.organizationId,
      userId: who?.userId,
    },
    "request",
  );
}

/** What was refused is worth a line for those who watch for attacks. */
function levelOf(status: number): "error" | "info" | "debug" {
  if (status >= 500) return "error";
  return status >= 400 ? "info" : "debug";
}
