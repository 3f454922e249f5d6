import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type Server, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isAlive } from "#scripts/launch/process-info.ts";
import { findFreePort } from "#scripts/launch/ports.ts";
import { type EmbeddedPostgres, fastSettings, startEmbeddedPostgres } from "./embedded.ts";

let folder: string;
const running: EmbeddedPostgres[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "embedded-"));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: { port?: number; settings?: Record<string, string> } = {}) {
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, "data"),
    log: join(folder, "postgres.log"),
    settings: fastSettings,
    ...options,
  });
  running.push(server);
  return server;
}

async function query(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client(server.ownerUrl());
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded database", () => {
  it("keeps its data over kill -9", async () => {
    // With fsync, as in real life; the other tests may lose theirs.
    const first = await start({ settings: {} });
    await query(first, "CREATE TABLE kept AS SELECT 42 AS answer");
    process.kill(first.pid, "SIGKILL");
    await first.exited;
    const second = await start({ settings: {} });
    expect(await query(second, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
  });

  it("ends a server that a killed process has left on its folder", async () => {
    const left = await start();
    await query(left, "CREATE TABLE kept AS SELECT 1 AS n");
    const next = await start();
    expect(isAlive(left.pid)).toBe(false);
    expect(await query(next, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
  });

  it("starts although its pid file names another living process", async () => {
    const first = await start();
    await first.stop();
    writeFileSync(
      join(folder, "data", "postmaster.pid"),
      `${process.ppid}\n${folder}/data\n0\n1\n`,
    );
    expect(await query(await start(), "SELECT 1 AS n")).toEqual([{ n: 1 }]);
  });

  it("takes the next port when one is taken, and names the one that was asked for", async () => {
    const other: Server = createServer();
    const port = await findFreePort(56_000, "127.0.0.1");
    other.listen(port, "127.0.0.1");
    await once(other, "listening");
    try {
      await expect(start({ port })).rejects.toThrow(`Port ${port} is taken by another program.`);
      expect((await start()).port).not.toBe(port);
    } finally {
      other.close();
    }
  });

  it("listens on this machine only and wants a password", async () => {
    const server = await start();
    expect(await query(server, "SHOW listen_addresses")).toEqual([
      { listen_addresses: "127.0.0.1" },
    ]);
    const wrong = new URL(server.ownerUrl());
    wrong.password = "wrong";
    const client = new pg.Client(wrong.href);
    await expect(client.connect()).rejects.toThrow(/password authentication failed/);
  });

  it("knows the letters of all scripts and sorts by code point", async () => {
    const server = await start();
    expect(
      await query(server, "SELECT lower('ÀÉ') AS lower, 'Z' < 'a' AS z, '가' < '나' AS korean"),
    ).toEqual([{ lower: "àé", z: true, korean: true }]);
  });

  it("does not touch a folder that holds something else", async () => {
    writeFileSync(join(folder, "data"), "mine");
    await expect(start()).rejects.toThrow(/data/);
    rmSync(join(folder, "data"));
    const server = await start();
    await server.stop();
    writeFileSync(join(folder, "data", "PG_VERSION"), "16\n");
    await expect(start()).rejects.toThrow(/made by PostgreSQL 16/);
  });
});
