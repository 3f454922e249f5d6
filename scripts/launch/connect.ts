import pg from "pg";
import { LaunchFailure, errorCode, maskUrls } from "./failure.ts";

const OLDEST_SERVER = 150_000;

/** The reason why a database refused or did not answer, as cause and remedy. */
export function explainConnection(error: unknown, variable: string, url: string): LaunchFailure {
  const { hostname, port, username, pathname } = new URL(url);
  const where = `${hostname || "localhost"}:${port || "5432"}`;
  const database = decodeURIComponent(pathname.slice(1));
  const user = decodeURIComponent(username);
  const code = errorCode(error) ?? "";
  const message = error instanceof Error ? error.message : String(error);
  const fail = (cause: string, remedy: string) =>
    new LaunchFailure(`${variable}: ${cause}`, remedy, { cause: error });

  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return fail(`the host ${hostname} is not known.`, "Check the host name in the address.");
  }
  if (code === "ECONNREFUSED") {
    return fail(`nothing answers at ${where}.`, "Check host and port, and that the server runs.");
  }
  if (["ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"].includes(code) || /timeout/i.test(message)) {
    return fail(
      `${where} does not answer.`,
      "Check that a PostgreSQL server listens there, and that network and firewalls let us through.",
    );
  }
  if (code === "28P01" || code === "28000" || /SASL|password must be a string/.test(message)) {
    return fail(
      `${where} refused the sign-in of user "${user}".`,
      "Check user and password (special characters must be percent-encoded) and the server's pg_hba.conf.",
    );
  }
  if (code === "3D000") {
    return fail(
      `there is no database "${database}" at ${where}.`,
      `Create it: CREATE DATABASE "${database}".`,
    );
  }
  if (code === "53300") {
    return fail(
      `${where} has no connection left.`,
      "Raise max_connections or stop other programs.",
    );
  }
  if (/SSL|certificate|self.signed/i.test(`${message} ${code}`)) {
    return fail(
      `no encrypted connection to ${where} (${message}).`,
      "Check sslmode in the address (disable, require, verify-full) and the server's certificate.",
    );
  }
  if (code === "ECONNRESET" || /terminated unexpectedly/.test(message)) {
    return fail(
      `${where} closed the connection at once.`,
      "Check that a PostgreSQL server listens there and allows connections from this machine.",
    );
  }
  return fail(
    `${where} cannot be used (${maskUrls(message)}).`,
    "Check the address and the server's log.",
  );
}

/** Connects, runs `work`, disconnects. Connection failures come as LaunchFailure. */
export async function withClient<T>(
  variable: string,
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: "preflight-launcher",
  });
  // A connection lost while idle must not end the launcher.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw explainConnection(error, variable, url);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

interface ServerFacts {
  /** Such as "16.4". */
  version: string;
  /** The same for two addresses of one database. */
  identity: string;
}

const FACTS = `SELECT current_setting('server_version_num')::int AS number,
  current_setting('server_version') AS version,
  current_setting('server_encoding') AS encoding,
  current_database() || ' ' || pg_postmaster_start_time() AS identity`;

/**
 * Checks that a database can be used.
 * @throws LaunchFailure when it cannot be reached, is too old or cannot store all letters
 */
export async function checkServer(variable: string, url: string): Promise<ServerFacts> {
  return withClient(variable, url, async (client) => {
    const { rows } = await client.query<ServerFacts & { number: number; encoding: string }>(FACTS);
    const [facts] = rows;
    if (!facts) throw new Error(`${variable}: the server does not tell its version`);
    const { number, version, encoding, identity } = facts;
    if (number < OLDEST_SERVER) {
      throw new LaunchFailure(
        `${variable}: the server is PostgreSQL ${version}; Preflight needs 15 or later.`,
        "Upgrade the server, or unset DATABASE_URL to use the embedded one.",
      );
    }
    if (encoding !== "UTF8") {
      throw new LaunchFailure(
        `${variable}: the database has the encoding ${encoding}; Preflight needs UTF8.`,
        "Create another one with ENCODING 'UTF8' TEMPLATE template0.",
      );
    }
    return { version: version.split(" ")[0] ?? version, identity };
  });
}

/** Whether an organisation exists, so that this is not the first run. */
export async function hasOrganization(ownerUrl: string): Promise<boolean> {
  return withClient("DATABASE_URL", ownerUrl, async (client) => {
    const { rows } = await client.query<{ some: boolean }>(
      "SELECT EXISTS (SELECT FROM organizations) AS some",
    );
    return rows[0]?.some ?? false;
  });
}
