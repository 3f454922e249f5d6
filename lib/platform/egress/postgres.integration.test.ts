import net from "node:net";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Authority, makeAuthority, makeCertificate } from "#lib/testing/certificates.ts";
import {
  PASSWORDS,
  serveTls,
  startWatchedPostgres,
  type WatchedPostgres,
} from "#lib/testing/watched-postgres.ts";
import { type EgressDatabaseOptions, egressPostgres } from "./postgres.ts";

let plain: WatchedPostgres;
let secure: WatchedPostgres;
let authority: Authority;

beforeAll(async () => {
  [plain, secure] = await Promise.all([startWatchedPostgres(), startWatchedPostgres()]);
  authority = await makeAuthority();
  const { cert, key } = await makeCertificate(authority, { days: 90 });
  await serveTls(secure, cert, key);
}, 60_000);
afterAll(() => Promise.all([plain.stop(), secure.stop()]));

/** Whether a session is encrypted, or why there is none. */
async function encrypted(url: string, options?: EgressDatabaseOptions): Promise<unknown> {
  try {
    const database = await egressPostgres(url, options);
    const sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    const [row] = await database.rows(sql);
    await database.end();
    return row?.ssl;
  } catch (error) {
    return (error as Error).message;
  }
}

describe("encryption", () => {
  const url = (sslmode: string) => secure.url("reader", "postgres", sslmode);

  test("is used where the server has it, and asked for where it must be", async () => {
    expect(await encrypted(url("disable"))).toBe(false);
    expect(await encrypted(url("prefer"))).toBe(true);
    expect(await encrypted(url("require"))).toBe(true);
    expect(await encrypted(plain.url("reader", "postgres", "prefer"))).toBe(false);
    expect(await encrypted(plain.url("reader", "postgres", "require"))).toBe(
      "127.0.0.1: the server has no TLS",
    );
  });

  test("believes a certificate only by an authority that is trusted", async () => {
    const ca = authority.pem;
    for (const mode of ["verify-ca", "verify-full"]) {
      expect(await encrypted(url(mode)), mode).toBe("127.0.0.1: UNABLE_TO_VERIFY_LEAF_SIGNATURE");
      expect(await encrypted(url(mode), { ca }), mode).toBe(true);
    }
    const { pem: another } = await makeAuthority();
    expect(await encrypted(url("require"), { ca: another })).toMatch(/SIGNATURE|ISSUER|CERT/);
  });

  test("with verify-full also the name, with verify-ca not; never an expired one", async () => {
    const ca = authority.pem;
    const other = await makeCertificate(authority, { days: 90, address: "192.0.2.7" });
    await serveTls(secure, other.cert, other.key);
    await expect
      .poll(() => encrypted(url("verify-full"), { ca }))
      .toBe("127.0.0.1: ERR_TLS_CERT_ALTNAME_INVALID");
    expect(await encrypted(url("verify-ca"), { ca })).toBe(true);

    const expired = await makeCertificate(authority, { days: -1 });
    await serveTls(secure, expired.cert, expired.key);
    await expect
      .poll(() => encrypted(url("verify-ca"), { ca }))
      .toBe("127.0.0.1: CERT_HAS_EXPIRED");
  });

  test("is what a public address needs, and an unknown mode is refused", async () => {
    const open = "postgresql://a:secret@192.0.2.1/x?sslmode=disable";
    await expect(egressPostgres(open)).rejects.toMatchObject({ failure: "refused" });
    const strange = plain.url("reader", "postgres", "please");
    await expect(egressPostgres(strange)).rejects.toMatchObject({ failure: "refused" });
  });
});

describe("a session", () => {
  test.each([
    "CREATE TABLE mine (id int)",
    "SELECT setval('counter', 7)",
    "DELETE FROM things",
    "SELECT lo_create(0)",
  ])("cannot write, even as the owner of the table: %s", async (sql) => {
    await plain.sql(`
      CREATE SEQUENCE IF NOT EXISTS counter; CREATE TABLE IF NOT EXISTS things ();
      ALTER SEQUENCE counter OWNER TO reader; ALTER TABLE things OWNER TO reader`);
    const database = await egressPostgres(plain.url("reader"));
    await expect(database.rows(sql)).rejects.toMatchObject({ code: "25006" });
    expect(await database.rows("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await database.end();
  });

  test("ends a statement that hangs, and stays of use", async () => {
    const database = await egressPostgres(plain.url("reader"));
    await expect(database.rows("SELECT pg_sleep(60)")).rejects.toMatchObject({ code: "57014" });
    expect(await database.rows("SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await database.end();
  }, 15_000);

  test("ends with a server that falls silent", async () => {
    const upstreams: net.Socket[] = [];
    const proxy = net.createServer((client) => {
      const upstream = net.connect(plain.port, "127.0.0.1");
      upstreams.push(upstream);
      client.pipe(upstream).pipe(client);
      client.on("error", () => upstream.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const { port } = proxy.address() as net.AddressInfo;
    const url = plain.url("reader").replace(`:${plain.port}/`, `:${port}/`);
    const database = await egressPostgres(url);
    const left = await egressPostgres(url);
    upstreams.forEach((each) => each.unpipe().pause());
    await expect(database.rows("SELECT 1")).rejects.toMatchObject({ failure: "timeout" });
    await expect(database.rows("SELECT 1")).rejects.toMatchObject({ failure: "unreachable" });
    // Nobody waits for its goodbye either.
    await left.end();
    upstreams.forEach((each) => each.destroy());
    proxy.close();
  }, 15_000);

  test("cuts a server off that says too much, with and without encryption", async () => {
    const huge = "SELECT repeat('x', 1000) AS x FROM generate_series(1, 20000)";
    for (const mode of ["disable", "require"]) {
      const database = await egressPostgres(secure.url("reader", "postgres", mode));
      for (let one = 0; one < 3; one++) await database.rows(`${huge} LIMIT 3000`);
      await expect(database.rows(huge), mode).rejects.toMatchObject({ failure: "too_large" });
      await database.end();
    }
  });

  test("ends with its caller, in the middle of a statement as well", async () => {
    const stopping = new AbortController();
    const database = await egressPostgres(plain.url("reader"), { signal: stopping.signal });
    const rows = database.rows("SELECT pg_sleep(60)");
    setImmediate(() => stopping.abort());
    const started = performance.now();
    await expect(rows).rejects.toMatchObject({ failure: "timeout" });
    await database.end();
    expect(performance.now() - started).toBeLessThan(2_000);
  }, 15_000);

  test("does not begin with a server that never says a word", async () => {
    const silent = net.createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as net.AddressInfo;
    const url = `postgresql://a:b@127.0.0.1:${port}/x`;
    const signal = AbortSignal.timeout(100);
    await expect(egressPostgres(url, { signal })).rejects.toMatchObject({ failure: "timeout" });
    await expect(egressPostgres(url)).rejects.toMatchObject({ failure: "timeout" });
    silent.close();
  }, 15_000);
});

describe("what is refused", () => {
  test.each([
    "postgresql://a:secret@10.0.0.1/x",
    "postgresql://a:secret@169.254.169.254/x",
    "postgresql://a:secret@[::1]/x",
    "postgresql://a:%zz@127.0.0.1/x",
    "postgresql:///x?host=/var/run/postgresql",
    "http://a:secret@127.0.0.1/",
    "nonsense",
  ])("%s", async (url) => {
    await expect(egressPostgres(url)).rejects.toMatchObject({ failure: "refused" });
  });

  test("no error holds the password, whatever has gone wrong", async () => {
    const wrong = plain.url("reader").replace(PASSWORDS.reader, "not-the-right-one");
    const nobody = "postgresql://reader:not-the-right-one@127.0.0.1:1/x";
    const nowhere = "postgresql://reader:not-the-right-one@10.0.0.1/x";
    for (const url of [wrong, nobody, nowhere, `${wrong}&sslmode=verify-full`]) {
      const error: unknown = await egressPostgres(url).catch((each: unknown) => each);
      expect(error).toBeInstanceOf(Error);
      expect(inspect(error, { depth: 12, showHidden: true })).not.toContain("not-the-right-one");
    }
  });
});
