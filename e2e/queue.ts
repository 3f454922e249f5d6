// The queue of the application under test, for what no press of a button brings about.
import { PgBoss } from "pg-boss";

const QUEUE = "run_integration";

/** A run of an integration that has failed for good, as after its last try. */
export async function giveUpRun(integrationId: string, message: string): Promise<void> {
  const boss = new PgBoss({
    ...{ connectionString: process.env.E2E_DATABASE_URL, schema: "pgboss", max: 1 },
    ...{ migrate: false, createSchema: false, supervise: false, schedule: false },
  });
  await boss.start();
  try {
    // Nobody takes it in the meantime: it is not due, and there is no other try.
    const options = { startAfter: 3_600, retryLimit: 0 };
    const id = await boss.send(QUEUE, { id: integrationId }, options);
    if (!id) throw new Error("the run was not taken into the queue");
    await boss.fail(QUEUE, id, new Error(message));
  } finally {
    await boss.stop({ graceful: false });
  }
}
