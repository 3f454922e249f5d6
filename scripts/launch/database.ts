import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type EmbeddedPostgres,
  FIRST_PORT,
  startEmbeddedPostgres,
} from "#scripts/database/embedded.ts";
import { checkServer, withClient } from "./connect.ts";
import { requireDiskSpace } from "./disk.ts";
import { LaunchFailure, sentence } from "./failure.ts";
import { rotateLog } from "./log-file.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";

const APP_ROLE = "preflight_app";
const DATABASE = "preflight";
const RETRY_AFTER = 2_000;

type Say = (line: string) => void;

/** The database of this run. */
export interface Database {
  /** For migrations, the catalog and the demo; never given to the web server or the worker. */
  ownerUrl: string;
  /** What the web server and the worker get. */
  appEnv: { DATABASE_URL: string; PREFLIGHT_DATABASE_ROLE?: string };
  /** One line for the console. */
  description: string;
  /** Address of another database of the same server, when the server is ours. */
  maintenanceUrl: string | undefined;
  /** Stops the server when it is ours. */
  stop(): Promise<void>;
}

async function ensureDatabase(url: string): Promise<void> {
  await withClient("The embedded database", url, async (client) => {
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  });
}

async function startServer(
  dataDir: string,
  secrets: Secrets,
  port?: number,
): Promise<EmbeddedPostgres> {
  const log = join(dataDir, "logs", "postgres.log");
  rotateLog(log);
  return startEmbeddedPostgres({
    dataDir: join(dataDir, "postgres"),
    password: secrets.databaseOwnerPassword,
    log,
    ...(port ? { port } : {}),
  });
}

/** Keeps a server running, on the port that stands in addresses already given out. */
function keepRunning(
  first: EmbeddedPostgres,
  start: () => Promise<EmbeddedPostgres>,
  say: Say,
): () => Promise<void> {
  let current = first;
  let stopping = false;
  const finished = (async () => {
    for (;;) {
      await current.exited;
      if (stopping) return;
      say("The embedded database ended by itself; starting it again.");
      try {
        current = await start();
        say("The embedded database runs again.");
      } catch (error) {
        say(`The embedded database does not start. ${sentence(error)}`);
        await sleep(RETRY_AFTER);
      }
      if (stopping) await current.stop();
    }
  })();
  return async () => {
    stopping = true;
    await current.stop();
    await finished;
  };
}

async function openEmbedded(dataDir: string, secrets: Secrets, say: Say): Promise<Database> {
  await requireDiskSpace(dataDir);
  const server = await startServer(dataDir, secrets);
  try {
    await ensureDatabase(server.ownerUrl());
  } catch (error) {
    await server.stop();
    throw error;
  }
  const ownerUrl = server.ownerUrl(DATABASE);
  const appUrl = new URL(ownerUrl);
  appUrl.username = APP_ROLE;
  appUrl.password = secrets.databaseAppPassword;
  return {
    ownerUrl,
    appEnv: { DATABASE_URL: appUrl.href },
    description: `embedded PostgreSQL on port ${server.port}${server.port === FIRST_PORT ? "" : ` (${FIRST_PORT} is taken)`}`,
    maintenanceUrl: server.ownerUrl(),
    stop: keepRunning(server, () => startServer(dataDir, secrets, server.port), say),
  };
}

async function openExternal({
  url,
  ownerUrl,
}: NonNullable<Settings["database"]>): Promise<Database> {
  const { version, identity } = await checkServer("DATABASE_URL", url);
  if (url !== ownerUrl) {
    const owner = await checkServer("DATABASE_OWNER_URL", ownerUrl);
    if (owner.identity !== identity) {
      throw new LaunchFailure(
        "DATABASE_URL and DATABASE_OWNER_URL name two different databases.",
        "Give both the same host, port and database; only user and password may differ.",
      );
    }
  }
  const { hostname, port, pathname, username } = new URL(url);
  const takesRole = decodeURIComponent(username) !== APP_ROLE;
  return {
    ownerUrl,
    appEnv: { DATABASE_URL: url, ...(takesRole ? { PREFLIGHT_DATABASE_ROLE: APP_ROLE } : {}) },
    description: `PostgreSQL ${version} at ${hostname}:${port || "5432"}${pathname}`,
    maintenanceUrl: undefined,
    stop: () => Promise.resolve(),
  };
}

/** Starts the embedded database, or checks the external one that the settings name. */
export async function openDatabase(
  settings: Settings,
  secrets: Secrets,
  say: Say,
): Promise<Database> {
  return settings.database
    ? openExternal(settings.database)
    : openEmbedded(settings.dataDir, secrets, say);
}

/**
 * After the migrations: lets the application's role sign in (embedded), or makes sure that the
 * given user may take it on (external). The application works as this role only, so that it
 * cannot change audit events.
 */
export async function prepareAppRole(database: Database, secrets: Secrets): Promise<void> {
  if (database.maintenanceUrl) {
    await withClient("The embedded database", database.ownerUrl, (client) =>
      client.query(
        `ALTER ROLE ${APP_ROLE} LOGIN PASSWORD ${client.escapeLiteral(secrets.databaseAppPassword)}`,
      ),
    );
    return;
  }
  const { DATABASE_URL: url, PREFLIGHT_DATABASE_ROLE: role } = database.appEnv;
  if (!role) return;
  const user = await withClient("DATABASE_URL", url, async (client) => {
    const { rows } = await client.query<{ name: string }>("SELECT session_user AS name");
    return rows[0]?.name ?? "";
  });
  await withClient("DATABASE_OWNER_URL", database.ownerUrl, async (client) => {
    // The owner made the role and so may grant it; where not, the next lines tell.
    await client.query(`GRANT ${role} TO ${client.escapeIdentifier(user)}`).catch(() => undefined);
  });
  await withClient("DATABASE_URL", url, async (client) => {
    await client.query(`SET ROLE ${role}`).catch((error: unknown) => {
      throw new LaunchFailure(
        `DATABASE_URL: user "${user}" may not act as ${role}.`,
        `Run GRANT ${role} TO "${user}" as a superuser.`,
        { cause: error },
      );
    });
  });
}
