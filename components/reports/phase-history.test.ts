import { expect, it } from "vitest";

import { readPhaseHistory } from "./phase-history.ts";

const burnUp = (counting: number, done: number[]) => ({
  ...{ at: "2026-03-04T03:00:00.000Z", timeZone: "Asia/Seoul", start: [0] },
  phases: [
    {
      ...{ id: "p", code: "P0", title: "P0", titleKo: null, total: counting, counting },
      dueAt: "2026-03-01T20:00:00.000Z",
    },
  ],
  days: done.map((each, index) => ({ day: `2026-03-0${index + 1}`, done: [each] })),
});

it("tells since when a phase is complete, and what was done when it was due", () => {
  expect(readPhaseHistory(burnUp(5, [1, 3, 5, 5]), 0)).toEqual({
    ...{ done: 5, completeOn: "2026-03-03", doneAtDue: 3 },
  });
});

it("forgets that a phase was complete when an item was opened again", () => {
  expect(readPhaseHistory(burnUp(5, [5, 5, 4, 4]), 0)).toMatchObject({ completeOn: null });
  expect(readPhaseHistory(burnUp(5, [5, 5, 4, 5]), 0)).toMatchObject({ completeOn: "2026-03-04" });
});

it("says nothing of a due date that lies ahead, or of a phase without items", () => {
  const later = { ...burnUp(0, [0]), at: "2026-03-01T03:00:00.000Z" };
  expect(readPhaseHistory(later, 0)).toEqual({ done: 0, completeOn: null, doneAtDue: null });
});
