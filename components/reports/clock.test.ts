import { expect, it } from "vitest";

import { nextClock, readClock } from "./clock.ts";

const now = Date.parse("2026-03-01T12:00:00Z");

it("says days from two days on, then hours, then minutes", () => {
  expect(readClock("2026-03-04T13:00:00Z", now)).toMatchObject({ amount: 3, unit: "day" });
  expect(readClock("2026-03-03T11:00:00Z", now)).toMatchObject({ amount: 47, unit: "hour" });
  expect(readClock("2026-03-01T12:30:30Z", now)).toMatchObject({ amount: 30, unit: "minute" });
});

it("tells late from soon from far", () => {
  expect(readClock("2026-03-01T11:59:00Z", now)).toMatchObject({ late: true, soon: false });
  expect(readClock("2026-03-02T11:59:00Z", now)).toMatchObject({ late: false, soon: true });
  expect(readClock("2026-03-09T12:00:00Z", now)).toMatchObject({ late: false, soon: false });
});

it("takes the clock that runs out first among phases with work left", () => {
  const phase = (code: string, dueAt: string | null, done: number) => ({
    ...{ code, dueAt, counting: 2, done },
  });
  const phases = [
    phase("P0", "2026-03-01T00:00:00Z", 2),
    phase("P1", null, 0),
    phase("P2", "2026-03-08T00:00:00Z", 1),
    phase("P3", "2026-03-04T00:00:00Z", 0),
  ];
  expect(nextClock(phases)?.code).toBe("P3");
  expect(nextClock(phases.slice(0, 2))).toBeUndefined();
});
