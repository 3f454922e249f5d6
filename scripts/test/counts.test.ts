import { expect, test } from "vitest";
import { countTests } from "./counts.ts";

test("a step without a report is one test", () => {
  expect(countTests(true, null)).toEqual({ passed: 1, failed: 0 });
  expect(countTests(false, null)).toEqual({ passed: 0, failed: 1 });
});

test("a report's own numbers count", () => {
  const report = { numPassedTests: 7, numFailedTests: 2 };
  expect(countTests(false, report)).toEqual({ passed: 7, failed: 2 });
});

test("a test that passed only at a second try has failed", () => {
  const report = { stats: { expected: 3, unexpected: 1, flaky: 1 } };
  expect(countTests(false, report)).toEqual({ passed: 3, failed: 2 });
});

test("a crash without a failed test counts as a failure", () => {
  expect(countTests(false, { numPassedTests: 7, numFailedTests: 0 }).failed).toBe(1);
});
