import { expect, test } from "vitest";
import { findForbidden } from "./forbidden.ts";

const find = (file: string, text: string) => findForbidden([file], () => text).length;

test.each([
  ["lib/a.ts", "// TODO: later"],
  ["lib/a.ts", "// @ts-ignore"],
  ["lib/a.ts", "/* eslint-disable */"],
  ["lib/a.test.ts", "test.skip('x', () => {})"],
  ["lib/a.test.ts", "describe.only('x', () => {})"],
  ["lib/a.test.ts", "test.skip.each([1])('x')"],
  ["e2e/a.spec.ts", "await page.waitForTimeout(100)"],
])("%s may not hold %s", (file, text) => {
  expect(find(file, text)).toBe(1);
});

test.each([
  ["lib/a.ts", "const claim = 'todo'; findMany({ skip: 1 })"],
  ["lib/a.ts", "// eslint-disable-next-line no-console -- the launcher's voice"],
  ["docs/a.md", "TODO"],
])("%s may hold %s", (file, text) => {
  expect(find(file, text)).toBe(0);
});
