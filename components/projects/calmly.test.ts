import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { calmly } from "./calmly.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("does once what is wished several times within the pause", async () => {
  const act = vi.fn(() => Promise.resolve());
  const { soon } = calmly(act, 300);
  soon();
  soon();
  await vi.advanceTimersByTimeAsync(299);
  expect(act).not.toHaveBeenCalled();
  soon();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(act).toHaveBeenCalledTimes(1);
});

it("does it once more for what was wished while it was under way", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const act = vi.fn(() => promise);
  const { soon } = calmly(act, 300);
  soon();
  await vi.advanceTimersByTimeAsync(300);
  soon();
  soon();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(act).toHaveBeenCalledTimes(1);
  resolve();
  await vi.advanceTimersByTimeAsync(300);
  expect(act).toHaveBeenCalledTimes(2);
});

it("does nothing any more once it is stopped", async () => {
  const act = vi.fn(() => Promise.resolve());
  const { soon, stop } = calmly(act, 300);
  soon();
  stop();
  soon();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(act).not.toHaveBeenCalled();
});
