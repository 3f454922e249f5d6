// The job queue's own tables, in the schema `pgboss`. The owner makes them together with the
// migrations, so that the application's role needs no right to change tables.
import { PgBoss } from "pg-boss";
import pg from "pg";

const APP_ROLE = "preflight_app";

const GRANTS = `
  GRANT USAGE ON SCHEMA pgboss TO ${APP_ROLE};
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${APP_ROLE};
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO ${APP_ROLE};
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO ${APP_ROLE};
  REVOKE INSERT, UPDATE, DELETE ON public._prisma_migrations FROM ${APP_ROLE};
`;

/**
 * Makes the queue's tables or brings them up to date, and lets the application's role use them.
 * Does nothing in a database without that role, which is none of ours.
 */
export async function prepareJobTables(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const role = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [APP_ROLE]);
    const ours = await client.query("SELECT to_regclass('public.worker_heartbeats') AS t");
    if (role.rowCount === 0 || (ours.rows as { t: string | null }[])[0]?.t === null) return;
    await upgrade(ownerUrl);
    await client.query(GRANTS);
  } finally {
    await client.end();
  }
}

async function upgrade(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: "pgboss",
    max: 2,
    schedule: false,
    supervise: false,
  });
  let failure: unknown;
  boss.on("error", (error) => (failure ??= error));
  try {
    await boss.start();
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failure) throw failure as Error;
}
