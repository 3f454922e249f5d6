export const dynamic = "force-dynamic";

/** Whether this process answers at all; asks nothing of anybody else. */
export const GET = (): Response =>
  Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
