// Time that no test waits for.
import { Client } from "pg";

/** The proof with which this person signed in last is an hour old: what guards an account wants a fresh one. */
export async function outliveProof({ email }: { email: string }): Promise<void> {
  const client = new Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `UPDATE sessions SET verified_at = now() - interval '1 hour'
       FROM users WHERE users.id = user_id AND email = $1`,
      [email],
    );
    if (!rowCount) throw new Error(`${email} has no session`);
  } finally {
    await client.end();
  }
}
