import { expect, test } from "vitest";
import { cachedPage, cachePage } from "./page-cache.ts";

test("a page is found at its own revision only, and the newest one counts", () => {
  cachePage("a", { revision: 1, text: "one" });
  expect(cachedPage("a", 1)).toBe("one");
  expect(cachedPage("a", 2)).toBeUndefined();
  cachePage("a", { revision: 2, text: "two" });
  expect([cachedPage("a", 1), cachedPage("a", 2)]).toEqual([undefined, "two"]);
  expect(cachedPage("b", 1)).toBeUndefined();
});

test("the longest unused pages make room, and one that fits nowhere is not kept", () => {
  const text = "x".repeat(2_500_000);
  for (const key of ["c", "d"]) cachePage(key, { revision: 1, text });
  expect(cachedPage("c", 1)).toBe(text);
  cachePage("e", { revision: 1, text });
  expect(["c", "d", "e"].map((key) => cachedPage(key, 1)?.length)).toEqual([
    2_500_000,
    undefined,
    2_500_000,
  ]);
  cachePage("f", { revision: 1, text: "x".repeat(6_000_001) });
  expect(["c", "e", "f"].map((key) => cachedPage(key, 1))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
