import { expect, it } from "vitest";

import { honestShare } from "./honest-share.ts";

it("says 100 % only when all is done, and 0 % only when nothing is", () => {
  expect(honestShare(205, 206)).toBe(0.99);
  expect(honestShare(1, 206)).toBe(0.01);
  expect(honestShare(0, 206)).toBe(0);
  expect(honestShare(206, 206)).toBe(1);
  expect(honestShare(0, 0)).toBe(0);
});
