import { expect, test } from "vitest";
import { randomCode } from "./random-code.ts";

test("codes to type in carry at least 128 random bits, in signs that nobody mistakes for others", () => {
  const codes = Array.from({ length: 1_000 }, randomCode);
  expect(new Set(codes).size).toBe(1_000);
  for (const code of codes)
    expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){6}[0-9a-hjkmnp-tv-z]{4}$/);
  const signs = codes.join("").replaceAll("-", "");
  // Every sign comes up about as often as any other: 875 times, give or take.
  for (const sign of new Set(signs)) {
    const count = signs.split(sign).length - 1;
    expect(count, sign).toBeGreaterThan(650);
    expect(count, sign).toBeLessThan(1_100);
  }
  expect(Math.log2(new Set(signs).size) * (signs.length / codes.length)).toBeGreaterThanOrEqual(
    128,
  );
});
