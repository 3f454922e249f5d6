import { describe, expect, test } from "vitest";

import type { SignalNow } from "#lib/widgets/live-contract.ts";
import { levelOf, stateAt, worstOf } from "./level.ts";
import { neighbourAt, placedAfter } from "./order.ts";

const signal: SignalNow = {
  ...{ id: "s", state: "fresh", reason: null, detail: null, intervalSeconds: 60, value: 1 },
  ...{ rows: [], readAt: null, triedAt: null, lines: [] },
};

describe("a level", () => {
  test.each([
    [{ warnAt: 0.7, failAt: 0.8, lowIsBad: false }, 0.69, "pass"],
    [{ warnAt: 0.7, failAt: 0.8, lowIsBad: false }, 0.7, "warn"],
    [{ warnAt: 0.7, failAt: 0.8, lowIsBad: false }, 0.8, "fail"],
    [{ warnAt: 30, failAt: 7, lowIsBad: true }, 31, "pass"],
    [{ warnAt: 30, failAt: 7, lowIsBad: true }, 30, "warn"],
    [{ warnAt: 30, failAt: 7, lowIsBad: true }, 7, "fail"],
    [{ warnAt: null, failAt: 0, lowIsBad: false }, 0, "fail"],
    [{ warnAt: null, failAt: null, lowIsBad: false }, 5, null],
    [{ warnAt: 1, failAt: 2, lowIsBad: false }, null, null],
  ] as const)("of thresholds %o at %s is %s", (thresholds, value, level) => {
    expect(levelOf(thresholds, value)).toBe(level);
  });

  test("of rows is the worst of them", () => {
    const row = (state: "pass" | "warn" | "fail" | "unknown") => ({ title: "x", state });
    expect(worstOf([row("pass"), row("fail"), row("warn")])).toBe("fail");
    expect(worstOf([row("pass"), row("unknown")])).toBe("unknown");
    expect(worstOf([])).toBeNull();
  });
});

test("a figure goes stale on a page that gets no answer any more", () => {
  expect(stateAt(signal, 179_000)).toBe("fresh");
  expect(stateAt(signal, 181_000)).toBe("stale");
  expect(stateAt({ ...signal, state: "broken" }, 181_000)).toBe("broken");
  expect(stateAt({ ...signal, state: "waiting" }, null)).toBe("waiting");
});

describe("an order", () => {
  const all = ["a", "b", "c", "d"].map((id) => ({ id }));
  const ids = all.map(({ id }) => id);

  test("has a moved thing behind another one, or first", () => {
    expect(placedAfter(all, "d", "a").map(({ id }) => id)).toEqual(["a", "d", "b", "c"]);
    expect(placedAfter(all, "c", null).map(({ id }) => id)).toEqual(["c", "a", "b", "d"]);
    expect(placedAfter(all, "c", "x")).toEqual(all);
  });

  test("says behind whom a thing lands, however it was dragged", () => {
    for (const [from, to] of [
      [0, 2],
      [3, 0],
      [2, 3],
      [3, 1],
    ] as const) {
      const after = neighbourAt(ids, from, to);
      expect(placedAfter(all, ids[from] ?? "", after).findIndex(({ id }) => id === ids[from])).toBe(
        to,
      );
    }
  });
});
