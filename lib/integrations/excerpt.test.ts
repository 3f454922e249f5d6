import { expect, test } from "vitest";
import { excerptOf, wordsOf } from "./excerpt.ts";

test("an excerpt holds no part of a secret, however long and often a service repeats it", () => {
  const secret = "s3cr3t-".repeat(500);
  expect(excerptOf(`${secret} ${secret} ${secret} ${secret}`, [secret])).not.toContain("s3cr3t");
});

test("an excerpt is something that a database can store", () => {
  expect(excerptOf("a\u0000b \ud800", [])).toBe("a b \ufffd");
});

test("our own words stay as they are, but for secrets", () => {
  expect(wordsOf("no token: 401, s3cr3t", ["s3cr3t"])).toBe("no token: 401, ***MASKED***");
});
