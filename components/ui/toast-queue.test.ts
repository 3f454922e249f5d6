import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { createToastQueue } from "./toast-queue.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const titles = (queue: ReturnType<typeof createToastQueue>): string[] =>
  queue.read().map(({ title }) => title);

it("takes a message away after five seconds, and one with an action after ten", () => {
  const queue = createToastQueue(() => undefined);
  queue.show({ title: "Saved" });
  queue.show({ title: "Done", action: { label: "Undo", onPress: () => undefined } });
  vi.advanceTimersByTime(5_000);
  expect(titles(queue)).toEqual(["Done"]);
  vi.advanceTimersByTime(5_000);
  expect(titles(queue)).toEqual([]);
});

it("stops the clock while it is paused", () => {
  const queue = createToastQueue(() => undefined);
  queue.show({ title: "Saved" });
  vi.advanceTimersByTime(4_000);
  queue.pause(true);
  vi.advanceTimersByTime(60_000);
  expect(titles(queue)).toEqual(["Saved"]);
  queue.pause(false);
  vi.advanceTimersByTime(999);
  expect(titles(queue)).toEqual(["Saved"]);
  vi.advanceTimersByTime(1);
  expect(titles(queue)).toEqual([]);
});

it("lets a toast take the place of the one with its id, with the full time", () => {
  const queue = createToastQueue(() => undefined);
  queue.show({ id: "claim", title: "1 item done" });
  vi.advanceTimersByTime(4_000);
  queue.show({ id: "claim", title: "2 items done" });
  vi.advanceTimersByTime(4_000);
  expect(titles(queue)).toEqual(["2 items done"]);
});

it("keeps the three newest", () => {
  const queue = createToastQueue(() => undefined);
  for (const title of ["a", "b", "c", "d"]) queue.show({ title });
  expect(titles(queue)).toEqual(["b", "c", "d"]);
});

it("says every change and returns an id that closes", () => {
  const changed = vi.fn();
  const queue = createToastQueue(changed);
  queue.close(queue.show({ title: "Saved" }));
  queue.close("never there");
  expect(changed).toHaveBeenCalledTimes(2);
  expect(titles(queue)).toEqual([]);
});

it("does not stay paused once nothing is left to hover", () => {
  const queue = createToastQueue(() => undefined);
  const id = queue.show({ title: "Saved" });
  queue.pause(true);
  queue.close(id);
  queue.show({ title: "Saved again" });
  vi.advanceTimersByTime(5_000);
  expect(titles(queue)).toEqual([]);
});
