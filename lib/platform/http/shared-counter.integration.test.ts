import { uuidv7 } from "uuidv7";
import { expect, test, vi } from "vitest";
import { writeClient } from "#lib/platform/db/client.ts";
import { SharedCounter } from "./shared-counter.ts";

const SOON = { timeout: 10_000, interval: 100 };
const MINUTE = 60_000;
let next = 30_000_000;

/** Processes with one clock, which stands still until it is set, in a minute of their own. */
function processes(count: number) {
  const clock = { now: (next += 10) * MINUTE };
  return { clock, all: Array.from({ length: count }, () => new SharedCounter(() => clock.now)) };
}

const taken = (counter: SharedCounter, who: string, times: number, limit = 100): number =>
  Array.from({ length: times }, () => counter.take(who, limit)).filter((each) => each.taken).length;

test("one process alone is exact, without waiting for the database", () => {
  const [counter] = processes(1).all as [SharedCounter];
  const who = uuidv7();
  expect(counter.take(who, 3)).toEqual({ taken: true, left: 2, seconds: 60 });
  expect(taken(counter, who, 9, 3)).toBe(2);
  expect(counter.take(who, 3)).toEqual({ taken: false, left: 0, seconds: 60 });
  expect(counter.take(uuidv7(), 3).taken).toBe(true);
});

test("what one process has counted, the others know a second later", async () => {
  const [here, there] = processes(2).all as [SharedCounter, SharedCounter];
  const who = uuidv7();
  expect(taken(here, who, 60)).toBe(60);
  expect(taken(there, who, 30)).toBe(30);
  let more = 0;
  await vi.waitFor(() => {
    for (const counter of [here, there]) if (counter.take(who, 100).taken) more += 1;
    expect(here.take(who, 100).taken || there.take(who, 100).taken).toBe(false);
  }, SOON);
  // Ninety were counted before they knew of each other; each may then go on for a second by itself.
  expect(90 + more).toBeGreaterThanOrEqual(100);
  const [row] = await writeClient().$queryRaw<{ points: number }[]>`
    SELECT points FROM rate_limits WHERE key LIKE 'requests:%' ORDER BY points DESC LIMIT 1`;
  expect(row?.points).toBeLessThan(200);
});

test("many people at two processes at once add up without losses", async () => {
  const { clock, all } = processes(2);
  const [here, there] = all as [SharedCounter, SharedCounter];
  const people = Array.from({ length: 200 }, () => uuidv7());
  for (const who of people) taken(here, who, 3);
  for (const who of people.toReversed()) taken(there, who, 4);
  await vi.waitFor(async () => {
    const rows = await writeClient().$queryRaw<{ points: number }[]>`
      SELECT points FROM rate_limits WHERE expire = ${clock.now + MINUTE}`;
    expect(rows.map(({ points }) => points)).toEqual(Array(200).fill(7));
  }, SOON);
});

test("a new minute begins from nothing, also for a process whose clock is late", async () => {
  const { clock, all } = processes(1);
  const [here] = all as [SharedCounter];
  const minute = clock.now;
  const late = new SharedCounter(() => minute);
  const who = uuidv7();
  expect(taken(here, who, 5, 5)).toBe(5);
  await vi.waitFor(() => expect(late.take(who, 100).left).toBeLessThan(95), SOON);
  clock.now += MINUTE;
  expect(taken(here, who, 5, 5)).toBe(5);
  expect(here.take(who, 5).taken).toBe(false);
  expect(late.take(who, 1_000).taken).toBe(true);
});

test("without the database each process counts by itself, and tells later", async () => {
  const [here, there] = processes(2).all as [SharedCounter, SharedCounter];
  const who = uuidv7();
  const away = vi.spyOn(writeClient(), "$queryRaw").mockRejectedValue(new Error("away"));
  expect(taken(here, who, 70)).toBe(70);
  await vi.waitFor(() => expect(away).toHaveBeenCalled(), SOON);
  expect(taken(here, who, 10)).toBe(10);
  away.mockRestore();
  await vi.waitFor(() => expect(there.take(who, 1_000).left).toBeLessThan(900), SOON);
});
