import { readiness } from "#lib/platform/lifecycle/readiness.ts";

export const dynamic = "force-dynamic";

/**
 * 200 when all parts work, else 503; either way each part with its status. `?parts=database,memory`
 * asks for some of them only, for load balancers that should not drop a web server when the worker stands.
 */
export async function GET(request: Request): Promise<Response> {
  const parts = new URL(request.url).searchParams.get("parts")?.split(",");
  const answer = await readiness(parts);
  return Response.json(answer, {
    status: answer.status === "ready" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
