// Only in the build of `npm run bench`: the floor for a write, one update and one insert by `pg`.
import pg from "pg";
import { env } from "#lib/platform/env.ts";

let pool: pg.Pool | undefined;

// Made at the first request: a build has no database.
const connections = (): pg.Pool =>
  (pool ??= new pg.Pool({ connectionString: env().DATABASE_URL, max: env().DATABASE_POOL_SIZE }));

export async function POST(request: Request): Promise<Response> {
  const { id } = (await request.json()) as { id: number };
  const client = await connections().connect();
  try {
    await client.query("BEGIN");
    await client.query("UPDATE bench_rows SET n = n + 1 WHERE id = $1", [id]);
    await client.query("INSERT INTO bench_log (row_id, at) VALUES ($1, now())", [id]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
  return Response.json({ id });
}
