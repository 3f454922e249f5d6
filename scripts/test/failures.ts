import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { JSONReport, JSONReportSuite } from "@playwright/test/reporter";
import type { JsonTestResults } from "vitest/node";

type VitestResults = Pick<JsonTestResults, "testResults">;
type PlaywrightResults = Pick<JSONReport, "suites" | "errors">;

const LINES = 8;

/**
 * What went wrong in a report of vitest or Playwright: each failed test by file and name, with the
 * first lines of its error, and what failed outside a test. Empty where nothing did.
 */
export function listFailures(report: Partial<VitestResults & PlaywrightResults>): string[] {
  return [
    ...(report.testResults ?? []).flatMap(fromFile),
    ...(report.errors ?? []).map(({ message = "" }) => beginningOf(message)),
    ...(report.suites ?? []).flatMap(fromSuite),
  ];
}

function fromFile(file: VitestResults["testResults"][number]): string[] {
  const name = path.relative(process.cwd(), file.name);
  const failed = file.assertionResults.filter(({ status }) => status === "failed");
  if (failed.length === 0 && file.status === "failed") return [titled(name, file.message)];
  return failed.map(({ fullName, failureMessages }) =>
    titled(`${name} › ${fullName}`, failureMessages?.[0]),
  );
}

function fromSuite({ specs, suites = [] }: JSONReportSuite): string[] {
  const failed = specs.filter(({ ok }) => !ok);
  const own = failed.map(({ file, line, title, tests }) => {
    const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
    return titled(`${file}:${line} › ${title}`, ...errors.map(({ message }) => message));
  });
  return [...own, ...suites.flatMap(fromSuite)];
}

const titled = (title: string, ...errors: (string | undefined)[]): string =>
  [title, ...errors.filter((error) => error !== undefined).map(beginningOf)].join("\n");

const beginningOf = (message: string): string =>
  stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, LINES)
    .map((line) => `    ${line}`)
    .join("\n");
