import path from "node:path";
import { expect, test } from "vitest";
import { listFailures } from "./failures.ts";

const spec = { tags: [], id: "1", file: "sso.spec.ts", line: 7, column: 1 };

test("a failed test of vitest is named with the beginning of its error", () => {
  const passed = { fullName: "adds", status: "passed", failureMessages: [] };
  const failed = {
    fullName: "adds twice",
    status: "failed",
    failureMessages: [
      "\u001b[31mAssertionError: expected 1\u001b[39m\n\n  at one\n" + "at\n".repeat(20),
    ],
  };
  const testResults = [
    { name: path.resolve("lib/a.test.ts"), status: "failed", assertionResults: [passed, failed] },
  ];
  const [found, ...others] = listFailures({ testResults } as never);
  expect(others).toEqual([]);
  expect(found?.split("\n").slice(0, 3)).toEqual([
    "lib/a.test.ts › adds twice",
    "    AssertionError: expected 1",
    "      at one",
  ]);
  expect(found?.split("\n")).toHaveLength(9);
});

test("a file that could not even be read is named with the reason", () => {
  const name = path.resolve("lib/b.test.ts");
  const testResults = [
    { name, status: "failed", message: "SyntaxError: no", assertionResults: [] },
  ];
  expect(listFailures({ testResults } as never)).toEqual(["lib/b.test.ts\n    SyntaxError: no"]);
});

test("a failed test of Playwright is named wherever it is nested, with all its errors", () => {
  const errors = [{ message: "Test timeout" }, { message: "Error: click" }];
  const failed = { ...spec, title: "signs in", ok: false, tests: [{ results: [{ errors }] }] };
  const passed = { ...spec, title: "signs out", ok: true, tests: [] };
  const inner = { title: "inner", specs: [failed] };
  const report = { suites: [{ title: "outer", specs: [passed], suites: [inner] }] };
  expect(listFailures(report as never)).toEqual([
    "sso.spec.ts:7 › signs in\n    Test timeout\n    Error: click",
  ]);
});

test("what failed before the first test is named too", () => {
  const report = { suites: [], errors: [{ message: "Error: the set-up failed" }] };
  expect(listFailures(report)).toEqual(["    Error: the set-up failed"]);
});
