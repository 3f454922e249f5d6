import { mayReadMetrics } from "#lib/platform/lifecycle/metrics-access.ts";
import { registry } from "#lib/platform/metrics.ts";

export const dynamic = "force-dynamic";

/** All measurements of this process, for Prometheus. */
export async function GET(request: Request): Promise<Response> {
  if (!mayReadMetrics(request.headers)) {
    return new Response("Not allowed from here without PREFLIGHT_METRICS_TOKEN.\n", {
      status: 401,
      headers: { "www-authenticate": 'Bearer realm="metrics"', "cache-control": "no-store" },
    });
  }
  return new Response(await registry.metrics(), {
    headers: { "content-type": registry.contentType, "cache-control": "no-store" },
  });
}
