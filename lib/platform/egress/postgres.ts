import pg from "pg";
import { EgressError } from "./egress-error.ts";
import { checkedAddresses, race } from "./resolve.ts";

const TIMEOUT_MS = 5_000;

/**
 * Connects to somebody else's database at a checked address, read-only and with five seconds for each
 * statement. `sslmode` of the URL holds as far as `pg` knows it; an encrypted connection checks the
 * name that the URL has. The caller ends the client. Throws EgressError.
 */
export async function egressPostgres(connection: string): Promise<pg.Client> {
  const url = URL.canParse(connection) ? new URL(connection) : null;
  if (!url || !["postgres:", "postgresql:"].includes(url.protocol) || !url.hostname) {
    throw new EgressError("refused", "not a postgresql:// address with a host");
  }
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  let client: pg.Client | undefined;
  try {
    const [first] = await race(checkedAddresses(url.hostname, true), deadline);
    if (!first) throw new EgressError("unreachable", url.hostname);
    client = new pg.Client(settingsOf(url, first.address));
    // A connection that is lost later is reported by the statement that needs it.
    client.on("error", () => undefined);
    await race(client.connect(), deadline);
    return client;
  } catch (error) {
    // Ending one that never connected may wait for ever; nobody waits for it.
    client?.end().catch(() => undefined);
    if (error instanceof EgressError) throw error;
    const failure = deadline.aborted ? "timeout" : "unreachable";
    throw new EgressError(failure, `${url.hostname}: ${failure}`, { cause: error });
  }
}

function settingsOf(url: URL, address: string): pg.ClientConfig {
  const mode = url.searchParams.get("sslmode") ?? "prefer";
  const encrypted = ["require", "verify-ca", "verify-full"].includes(mode);
  const checked = mode.startsWith("verify-");
  return {
    host: address,
    port: Number(url.port || 5_432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || "postgres",
    ssl: encrypted ? { servername: url.hostname, rejectUnauthorized: checked } : false,
    application_name: "preflight",
    options: "-c default_transaction_read_only=on",
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    statement_timeout: TIMEOUT_MS,
  };
}
