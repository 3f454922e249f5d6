import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import readline from "node:readline";
import pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import type { Context } from "#lib/platform/auth/context.ts";
import { createTestOrganization } from "#lib/testing/actors.ts";
import { createBareProject, renameProject } from "#lib/testing/bare-project.ts";
import { eventStream, openEventStreams } from "./event-stream.ts";
import { follow } from "./feed.ts";

const PROGRAM = path.resolve(import.meta.dirname, "../../testing/other-process.ts");
const SOON = { timeout: 15_000, interval: 10 };

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function setting() {
  const { owner, organizationId } = await createTestOrganization();
  return { ctx: owner, projectId: await createBareProject(organizationId) };
}

async function followed(projectId: string, after: number): Promise<number[]> {
  const seen: number[] = [];
  ends.push(await follow(projectId, after, ({ seq }) => seen.push(seq)));
  return seen;
}

/** Starts a second process; its lines arrive in the returned array. */
function otherProcess(...args: string[]): { lines: string[]; exited: Promise<void> } {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  ends.push(() => child.kill("SIGKILL"));
  const lines: string[] = [];
  if (child.stdout) readline.createInterface(child.stdout).on("line", (line) => lines.push(line));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return { lines, exited };
}

async function renameTimes(ctx: Context, projectId: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await renameProject(ctx, projectId, `N${count}`);
}

const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const killListeners = () => forListeners("pg_terminate_backend(pid)");
const countListeners = () => forListeners("pid");

/** How many listening connections of this database there were, after `what` was asked for each. */
async function forListeners(what: string): Promise<number> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT ${what} FROM pg_stat_activity
       WHERE application_name = 'preflight-listen' AND datname = current_database()`,
    );
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

test("a follower gets what was there and what comes, in order, each once", async () => {
  const { ctx, projectId } = await setting();
  await renameTimes(ctx, projectId, 3);
  const seen = await followed(projectId, 0);
  expect(seen).toEqual([1, 2, 3]);
  await Promise.all(upTo(20).map((number) => renameProject(ctx, projectId, `At once ${number}`)));
  await vi.waitFor(() => expect(seen).toEqual(upTo(23)), SOON);
});

test("followers that join while changes arrive miss nothing and get nothing twice", async () => {
  const { ctx, projectId } = await setting();
  const changes = renameTimes(ctx, projectId, 40);
  const all = await Promise.all(upTo(10).map(() => followed(projectId, 0)));
  await changes;
  const late = await followed(projectId, 25);
  await vi.waitFor(() => {
    for (const seen of all) expect(seen).toEqual(upTo(40));
    expect(late).toEqual(upTo(40, 26));
  }, SOON);
});

test("a follower further behind than one read catches up", async () => {
  const { ctx, projectId } = await setting();
  await renameTimes(ctx, projectId, 620);
  expect(await followed(projectId, 0)).toEqual(upTo(620));
});

test("followers of other projects hear nothing", async () => {
  const { ctx, projectId } = await setting();
  const other = await createBareProject(ctx.organizationId);
  const [seen, elsewhere] = [await followed(projectId, 0), await followed(other, 0)];
  await renameTimes(ctx, projectId, 2);
  await vi.waitFor(() => expect(seen).toEqual([1, 2]), SOON);
  expect(elsewhere).toEqual([]);
});

test("changes of this process reach followers of another, and the other way round", async () => {
  const { ctx, projectId } = await setting();
  const seenHere = await followed(projectId, 0);
  const there = otherProcess("follow", projectId, "0");
  await vi.waitFor(() => expect(there.lines).toContain("following"), SOON);

  const changer = otherProcess("rename", projectId, JSON.stringify(ctx), "15");
  await Promise.all([renameTimes(ctx, projectId, 15), changer.exited]);
  expect(changer.lines).toHaveLength(15);
  await vi.waitFor(() => {
    expect(seenHere).toEqual(upTo(30));
    expect(there.lines.filter((line) => line !== "following").map(Number)).toEqual(upTo(30));
  }, SOON);
});

test("a change of this process arrives at another one by itself", async () => {
  const { ctx, projectId } = await setting();
  const there = otherProcess("follow", projectId, "0");
  await vi.waitFor(() => expect(there.lines).toContain("following"), SOON);
  await renameProject(ctx, projectId, "Seen");
  await vi.waitFor(() => expect(there.lines).toContain("1"), SOON);
});

test("a follower goes on after its listening connections were killed", async () => {
  const { ctx, projectId } = await setting();
  const seen = await followed(projectId, 0);
  const there = otherProcess("follow", projectId, "0");
  await vi.waitFor(() => expect(there.lines).toContain("following"), SOON);
  await renameTimes(ctx, projectId, 2);

  // Two of them: one here, one in the other process.
  const twoListen = async () => expect(await countListeners()).toBe(2);
  await vi.waitFor(twoListen, SOON);
  await killListeners();
  await renameTimes(ctx, projectId, 5);
  await vi.waitFor(() => {
    expect(seen).toEqual(upTo(7));
    expect(there.lines.filter((line) => line !== "following").map(Number)).toEqual(upTo(7));
  }, SOON);
  await vi.waitFor(twoListen, SOON);
});

test("one who stopped gets nothing more, the others go on", async () => {
  const { ctx, projectId } = await setting();
  const stopped: number[] = [];
  const stop = await follow(projectId, 0, ({ seq }) => stopped.push(seq));
  const seen = await followed(projectId, 0);
  await renameTimes(ctx, projectId, 1);
  await vi.waitFor(() => expect([stopped, seen]).toEqual([[1], [1]]), SOON);
  stop();
  await renameTimes(ctx, projectId, 1);
  await vi.waitFor(() => expect(seen).toEqual([1, 2]), SOON);
  expect(stopped).toEqual([1]);
});

test("a follower who claims to have more than there is keeps nothing from the others", async () => {
  const { ctx, projectId } = await setting();
  await renameTimes(ctx, projectId, 2);
  const ahead = await followed(projectId, 900_000_000);
  const seen = await followed(projectId, 0);
  await renameTimes(ctx, projectId, 2);
  await vi.waitFor(() => expect(seen).toEqual([1, 2, 3, 4]), SOON);
  expect(ahead).toEqual([3, 4]);
});

test("followers that come and go leave one listening connection", async () => {
  const { projectId } = await setting();
  for (let round = 0; round < 30; round += 1) {
    const stop = await follow(projectId, 0, () => undefined);
    await vi.waitFor(async () => expect(await countListeners()).toBeGreaterThan(0), SOON);
    stop();
  }
  await followed(projectId, 0);
  await vi.waitFor(async () => expect(await countListeners()).toBe(1), SOON);
});

const streamOf = (stream: string, after: number) => (send: (chunk: Uint8Array) => void) =>
  follow(stream, after, ({ chunk }) => send(chunk));

test("an event stream starts after the event that its reader has, and ends with its request", async () => {
  const { ctx, projectId } = await setting();
  await renameTimes(ctx, projectId, 3);
  const request = new AbortController();
  const response = eventStream(streamOf(projectId, 2), request.signal, async () => true);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  const chunks: string[] = [];
  const read = (async () => {
    const body = response.body as ReadableStream<Uint8Array>;
    for await (const chunk of body) chunks.push(new TextDecoder().decode(chunk));
  })();
  await vi.waitFor(() => expect(chunks.join("")).toContain("id: 3\nevent: change\n"), SOON);
  expect(chunks.join("")).not.toContain("id: 2\n");
  // From where somebody acted is for the audit pages.
  expect(chunks.join("")).not.toContain("origin");
  request.abort();
  await read;
});

test("an event stream whose start fails ends, so that its reader asks again", async () => {
  const request = new AbortController();
  const response = eventStream(streamOf("not an id", 0), request.signal, async () => true);
  expect(await response.text()).toBe("retry: 1000\n\n");
  expect(openEventStreams()).toBe(0);
});
