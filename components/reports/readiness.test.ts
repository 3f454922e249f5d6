import { expect, it } from "vitest";

import { sumPhases } from "./readiness.ts";

const phase = (weight: number, counting: number, done: number) => ({
  ...{ id: "", code: "", title: "", titleKo: null, dueAt: null, verified: 1, inProgress: 1 },
  ...{ total: counting + 1, waived: 0, notApplicable: 1, overdue: 2, weight, counting, done },
});

it("adds counts and weights up apart", () => {
  const standing = sumPhases([phase(8, 10, 5), phase(1, 20, 20)]);
  expect(standing).toMatchObject({ total: 32, counting: 30, done: 25, overdue: 4 });
  expect(standing.weight).toEqual({ total: 109, counting: 100, done: 60, verified: 9 });
});
