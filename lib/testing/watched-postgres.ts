// Databases of their own for tests of what is read from somebody else's: with roles that may see
// more or less, with TLS, and with a replica.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { fastSettings, startEmbeddedPostgres } from "#scripts/database/embedded.ts";

/** `reader` sees everything there is to watch, `blind` what every role sees. */
export type WatchingRole = "reader" | "blind";

export type WatchedPostgres = {
  port: number;
  folder: string;
  /** Such as `postgresql://reader:…@127.0.0.1:54320/postgres?sslmode=disable`. */
  url: (role: WatchingRole, database?: string, sslmode?: string) => string;
  /** Runs statements as the owner. */
  sql: <Row extends pg.QueryResultRow>(text: string) => Promise<Row[]>;
  stop: () => Promise<void>;
};

export const PASSWORDS = { reader: "pass-of-the-reader", blind: "pass-of-the-blind" };

/** Starts a server in a temporary folder, with the roles above. */
export async function startWatchedPostgres(
  settings: Record<string, string> = {},
): Promise<WatchedPostgres> {
  const server = await launch(newFolder(), settings);
  await server.sql(`
    CREATE ROLE reader LOGIN PASSWORD '${PASSWORDS.reader}' IN ROLE pg_monitor;
    CREATE ROLE blind LOGIN PASSWORD '${PASSWORDS.blind}'`);
  return server;
}

/** Starts a streaming replica of `primary`, from a copy that is taken while that one runs. */
async function startReplica(
  primary: WatchedPostgres,
  settings: Record<string, string> = {},
): Promise<WatchedPostgres> {
  const folder = newFolder();
  const [from, to] = [primary.folder, folder].map((each) => path.join(each, "data"));
  const client = await ownerOf(primary.folder, primary.port);
  try {
    await client.query("SELECT pg_backup_start('replica', true)");
    fs.cpSync(from ?? "", to ?? "", {
      recursive: true,
      filter: (file) => path.basename(file) !== "postmaster.pid",
    });
    const { rows } = await client.query<{ labelfile: string }>(
      "SELECT * FROM pg_backup_stop(false)",
    );
    fs.writeFileSync(path.join(to ?? "", "backup_label"), rows[0]?.labelfile ?? "");
  } finally {
    await client.end();
  }
  fs.writeFileSync(path.join(to ?? "", "standby.signal"), "");
  giveLike(from ?? "", to ?? "");
  return launch(folder, {
    ...settings,
    primary_conninfo: `host=127.0.0.1 port=${primary.port} user=postgres password=${passwordOf(folder)}`,
  });
}

/** Turns TLS on with a certificate and its key (PEM). */
export async function serveTls(server: WatchedPostgres, cert: string, key: string): Promise<void> {
  const data = path.join(server.folder, "data");
  fs.writeFileSync(path.join(data, "server.crt"), cert);
  fs.writeFileSync(path.join(data, "server.key"), key, { mode: 0o600 });
  giveLike(data, data);
  await server.sql("ALTER SYSTEM SET ssl = on");
  await server.sql("SELECT pg_reload_conf()");
}

/** A primary that archives and counts its statements, with a replica that follows it. */
export async function startPair(): Promise<{ primary: WatchedPostgres; replica: WatchedPostgres }> {
  const primary = await startWatchedPostgres({
    shared_preload_libraries: "pg_stat_statements",
    archive_mode: "on",
    max_connections: "20",
  });
  await primary.sql("CREATE DATABASE shop");
  await primary.sql("ALTER SYSTEM SET archive_command = 'true'");
  await primary.sql("SELECT pg_reload_conf()");
  return { primary, replica: await startReplica(primary, { max_connections: "20" }) };
}

async function launch(folder: string, settings: Record<string, string>): Promise<WatchedPostgres> {
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(folder, "data"),
    log: path.join(folder, "postgres.log"),
    settings: { ...fastSettings, shared_buffers: "32MB", ...settings },
  });
  const { port } = postgres;
  return {
    port,
    folder,
    url: (role, database = "postgres", sslmode = "prefer") =>
      `postgresql://${role}:${PASSWORDS[role]}@127.0.0.1:${port}/${database}?sslmode=${sslmode}`,
    sql: async <Row extends pg.QueryResultRow>(text: string) => {
      const client = await ownerOf(folder, port);
      try {
        return (await client.query<Row>(text)).rows;
      } finally {
        await client.end();
      }
    },
    stop: async () => {
      await postgres.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preflight-watched-"));
  // Postgres may run as another user than this process and has to reach its data inside.
  fs.chmodSync(folder, 0o755);
  return folder;
}

const passwordOf = (folder: string): string =>
  fs.readFileSync(path.join(folder, "data", "owner-password"), "utf8").trim();

async function ownerOf(folder: string, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    ...{ host: "127.0.0.1", port, user: "postgres", password: passwordOf(folder) },
    database: "postgres",
  });
  await client.connect();
  return client;
}

/** Makes whoever owns `model` the owner of `folder` and all that is in it. */
function giveLike(model: string, folder: string): void {
  const { uid, gid } = fs.statSync(model);
  for (const file of ["", ...(fs.readdirSync(folder, { recursive: true }) as string[])]) {
    fs.chownSync(path.join(folder, file), uid, gid);
  }
}
