import tls from "node:tls";
import pg from "pg";
import { isOpened } from "./address.ts";
import { EgressError } from "./egress-error.ts";
import { checkedAddresses, race } from "./resolve.ts";

const TIMEOUT_MS = 5_000;
/** What a busy server has to say that a statement's time is up, before it counts as silent. */
const SILENT_MS = TIMEOUT_MS + 3_000;
const GOODBYE_MS = 500;
/** So much a server may say to one statement, or while the connection is made. */
const MAX_BYTES = 5_000_000;
const MODES = ["disable", "prefer", "require", "verify-ca", "verify-full"] as const;
type Mode = (typeof MODES)[number];

/** What a database server says against a connection or a statement; `code` is its SQLSTATE. */
export class DatabaseRefusal extends Error {
  readonly code: string;

  constructor({ message, code = "XX000" }: pg.DatabaseError) {
    super(message);
    this.name = "DatabaseRefusal";
    this.code = code;
  }
}

export type EgressDatabase = {
  /**
   * The rows of one statement, which cannot write; 5 MB and five seconds at most. Throws EgressError,
   * or DatabaseRefusal with what the server says.
   */
  rows: (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  end: () => Promise<void>;
};

export type EgressDatabaseOptions = {
  /** Authorities (PEM) that are trusted in place of the well-known ones. */
  ca?: string;
  /** Ends the connection, whatever is under way. */
  signal?: AbortSignal;
};

/**
 * Connects to somebody else's database at a checked address. `sslmode` means what it means to libpq;
 * `require` with `ca` is `verify-ca`. What is not encrypted goes to networks of
 * PREFLIGHT_ALLOW_PRIVATE_NETWORKS alone. Errors name the host and nothing else of the address. Throws
 * EgressError, or DatabaseRefusal with what the server says.
 */
export async function egressPostgres(
  connection: string,
  { ca, signal }: EgressDatabaseOptions = {},
): Promise<EgressDatabase> {
  const url = parse(connection);
  const mode = modeOf(url, ca);
  const deadline = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]);
  try {
    const [first] = await race(checkedAddresses(hostOf(url), true), deadline);
    if (!first) throw new EgressError("unreachable", url.hostname);
    const connect = (ssl: boolean) =>
      open(settingsOf(url, first.address, ssl ? tlsOf(url, mode, ca) : false), deadline);
    const plain = isOpened(first.address);
    if (mode === "disable" && !plain) {
      throw new EgressError("refused", `${url.hostname}: a public address without TLS`);
    }
    const client = await connect(mode !== "disable").catch((error: unknown) => {
      if (mode === "prefer" && plain && isWithoutTls(error)) return connect(false);
      throw error;
    });
    return databaseOf(client, url.hostname, signal);
  } catch (error) {
    throw failureOf(error, url.hostname, deadline.aborted);
  }
}

function parse(connection: string): URL {
  const url = URL.canParse(connection) ? new URL(connection) : null;
  if (!url || !["postgres:", "postgresql:"].includes(url.protocol) || !url.hostname) {
    throw new EgressError("refused", "not a postgresql:// address with a host");
  }
  try {
    [url.username, url.password, url.pathname].forEach(decodeURIComponent);
  } catch {
    throw new EgressError("refused", "not a postgresql:// address: a % that encodes nothing");
  }
  return url;
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

function modeOf(url: URL, ca?: string): Mode {
  const given = url.searchParams.get("sslmode") ?? "prefer";
  const mode = MODES.find((each) => each === given);
  if (!mode) throw new EgressError("refused", "sslmode is none that is known");
  return mode === "require" && ca ? "verify-ca" : mode;
}

function tlsOf(url: URL, mode: Mode, ca?: string): tls.ConnectionOptions {
  const host = hostOf(url);
  return {
    // A name alone: an address must not stand there.
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    ...(ca ? { ca } : {}),
    rejectUnauthorized: mode === "verify-ca" || mode === "verify-full",
    checkServerIdentity: (_name, certificate) =>
      mode === "verify-full" ? tls.checkServerIdentity(host, certificate) : undefined,
  };
}

function settingsOf(url: URL, host: string, ssl: pg.ClientConfig["ssl"]): pg.ClientConfig {
  return {
    host,
    port: Number(url.port || 5_432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || "postgres",
    ssl,
    application_name: "preflight",
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: SILENT_MS,
  };
}

type Limited = { client: pg.Client; startCounting: () => void };

async function open(settings: pg.ClientConfig, deadline: AbortSignal): Promise<Limited> {
  const client = new pg.Client(settings);
  // A connection that is lost later is reported by the statement that needs it.
  client.on("error", () => undefined);
  const startCounting = limit(client);
  try {
    await race(client.connect(), deadline);
    return { client, startCounting };
  } catch (error) {
    // One that never connected has nobody to say goodbye to.
    client.connection.stream.destroy();
    throw error;
  }
}

/** Cuts a server off that says too much. Returns how to begin anew. */
function limit({ connection }: pg.Client): () => void {
  let bytes = 0;
  const count = (part: Buffer): void => {
    bytes += part.length;
    if (bytes > MAX_BYTES) {
      connection.stream.destroy(new EgressError("too_large", "the answer is too large"));
    }
  };
  connection.stream.on("data", count);
  connection.on("sslconnect", () => connection.stream.on("data", count));
  return () => (bytes = 0);
}

function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && /does not support SSL/.test(error.message);
}

function databaseOf(
  { client, startCounting }: Limited,
  host: string,
  signal: AbortSignal | undefined,
): EgressDatabase {
  const cutOff = () => client.connection.stream.destroy();
  signal?.addEventListener("abort", cutOff, { once: true });
  // One at a time: a statement has its own transaction, which lasts only as long as itself, so that
  // this holds through a pooler as well.
  let last: Promise<unknown> = Promise.resolve();
  const read = async (sql: string, values: unknown[]) => {
    startCounting();
    try {
      await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = ${TIMEOUT_MS}`);
      const { rows } = await client.query<Record<string, unknown>>(sql, values);
      await client.query("ROLLBACK");
      return rows;
    } catch (error) {
      // A server that has not answered would not answer to this either.
      if (error instanceof pg.DatabaseError) await client.query("ROLLBACK").catch(() => undefined);
      else cutOff();
      throw failureOf(error, host, signal?.aborted ?? false);
    }
  };
  return {
    rows: (sql, values = []) => {
      const next = last.then(() => read(sql, values));
      last = next.catch(() => undefined);
      return next;
    },
    end: async () => {
      signal?.removeEventListener("abort", cutOff);
      await race(client.end(), AbortSignal.timeout(GOODBYE_MS)).catch(() => undefined);
      cutOff();
    },
  };
}

function failureOf(error: unknown, host: string, late: boolean): Error {
  if (error instanceof EgressError || error instanceof DatabaseRefusal) return error;
  if (error instanceof pg.DatabaseError) return new DatabaseRefusal(error);
  const timedOut = late || (error instanceof Error && /timeout/i.test(error.message));
  const failure = timedOut ? "timeout" : "unreachable";
  return new EgressError(failure, `${host}: ${reasonOf(error) ?? failure}`, { cause: error });
}

/** What is wrong with the connection, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`. */
function reasonOf(error: unknown): string | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (typeof code === "string") return code;
  return isWithoutTls(error) ? "the server has no TLS" : null;
}
