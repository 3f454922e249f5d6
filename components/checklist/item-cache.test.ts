import { expect, it } from "vitest";

import { changeItems, findItem, newer, withItem, withoutItem } from "./item-cache.ts";
import { item, pagesOf } from "./samples.ts";

const data = pagesOf(5, [item("a.1"), item("a.3")], [item("b.1"), item("b.2")]);
const codes = (pages: typeof data) => pages.pages.map((p) => p.items.map(({ code }) => code));

it("changes one item and leaves every other object as it is", () => {
  const next = changeItems(data, new Set(["b.1"]), (each) => ({ ...each, claim: "done" }));
  expect(findItem(next, "b.1")?.claim).toBe("done");
  expect(next.pages[0]).toBe(data.pages[0]);
  expect(findItem(next, "b.2")).toBe(findItem(data, "b.2"));
});

it("returns the same data when nothing changes", () => {
  expect(changeItems(data, new Set(["b.1"]), (each) => each)).toBe(data);
  expect(changeItems(data, new Set(["elsewhere"]), (each) => ({ ...each }))).toBe(data);
});

it("puts a new item at its place, also at the ends and between pages", () => {
  expect(codes(withItem(data, item("a.2")))).toEqual([
    ["a.1", "a.2", "a.3"],
    ["b.1", "b.2"],
  ]);
  expect(codes(withItem(data, item("a.4")))[0]).toEqual(["a.1", "a.3", "a.4"]);
  expect(codes(withItem(data, item("c.1")))[1]).toEqual(["b.1", "b.2", "c.1"]);
  expect(codes(withItem(data, item("0")))[0]).toEqual(["0", "a.1", "a.3"]);
});

it("moves an item instead of doubling it", () => {
  const moved = { ...item("a.1"), rank: "b.11" };
  expect(codes(withItem(data, moved))).toEqual([["a.3"], ["b.1", "a.1", "b.2"]]);
});

it("takes an item out", () => {
  expect(codes(withoutItem(data, "a.3"))).toEqual([["a.1"], ["b.1", "b.2"]]);
});

it("does not let an older answer win over a newer state", () => {
  const fresh = item("a.1", { revision: 9 });
  expect(newer(fresh, item("a.1", { revision: 8 }))).toBe(fresh);
});
