import { expect, it } from "vitest";

import { honestShare, sumPhases } from "./readiness.ts";

const phase = (weight: number, counting: number, done: number) => ({
  ...{ id: "", code: "", title: "", titleKo: null, dueAt: null, verified: 1, inProgress: 1 },
  ...{ total: counting + 1, waived: 0, notApplicable: 1, overdue: 2, weight, counting, done },
});

it("adds counts and weights up apart", () => {
  const standing = sumPhases([phase(8, 10, 5), phase(1, 20, 20)]);
  expect(standing).toMatchObject({ total: 32, counting: 30, done: 25, overdue: 4 });
  expect(standing.weight).toEqual({ total: 109, counting: 100, done: 60, verified: 9 });
});

it("says 100 % only when all is done, and 0 % only when nothing is", () => {
  expect(honestShare(205, 206)).toBe(0.99);
  expect(honestShare(1, 206)).toBe(0.01);
  expect(honestShare(0, 206)).toBe(0);
  expect(honestShare(206, 206)).toBe(1);
  expect(honestShare(0, 0)).toBe(0);
});
