import fs from "node:fs";
import type { listFailures } from "./failures.ts";

/** How many tests of a step passed and failed. */
export type Counts = { passed: number; failed: number };

type Report = Parameters<typeof listFailures>[0] & {
  /** vitest */
  numPassedTests?: number;
  numFailedTests?: number;
  /** Playwright */
  stats?: { expected: number; unexpected: number; flaky: number };
};

/** A step's tests. What fails without naming a test, a crash for example, counts as one failure. */
export function countTests(succeeded: boolean, report: Report | null): Counts {
  const passed = report?.numPassedTests ?? report?.stats?.expected ?? 0;
  const failed =
    report?.numFailedTests ?? (report?.stats ? report.stats.unexpected + report.stats.flaky : 0);
  if (succeeded) return { passed: report ? passed : 1, failed };
  return { passed, failed: Math.max(failed, 1) };
}

/** The report that a step has written; null where it writes none or did not come to it. */
export function readReport(file: string | undefined): Report | null {
  if (!file || !fs.existsSync(file)) return null;
  return JSON.parse(fs.readFileSync(file, "utf8")) as Report;
}
