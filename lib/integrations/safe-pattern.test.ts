import { expect, test } from "vitest";
import { matchesWhole } from "./safe-pattern.ts";

test.each([
  ["5..", "500", true],
  ["5\\d{2}", "503", true],
  ["[45]..", "404", true],
  ["401|403", "4013", false],
  ["(?i)CRITICAL", "critical", true],
  ["critical|page", "critical", true],
  ["crit", "critical", false],
  ["(5xx|50[0-9])", "502", true],
  [".*", "", true],
])("%s and %s: %s", (pattern, value, expected) => {
  expect(matchesWhole(pattern, value)).toBe(expected);
});

test.each(["(a+)+b", "(.*)*x", "a{1000}", "(5?){30}", ".*.*.*.*.*.*", "(", `${"a".repeat(201)}`])(
  "%s is not tried",
  (pattern) => {
    expect(matchesWhole(pattern, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")).toBeNull();
  },
);
