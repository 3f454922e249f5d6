import { expect, it } from "vitest";

import { countByHeading, flatten, headingsAbove, stickyRows, type Row } from "./outline.ts";
import { heading, item } from "./samples.ts";

const headings = [
  heading("P0", "phase", null),
  heading("P0.1", "section", "P0"),
  heading("P0.1.a", "group", "P0.1"),
  heading("P0.1.b", "group", "P0.1"),
  heading("P1", "phase", null),
  heading("P1.1", "section", "P1"),
  heading("P1.1.a", "group", "P1.1"),
];
const items = [
  item("P0.1.a.1", { claim: "done" }),
  item("P0.1.a.2", { claim: "not_applicable" }),
  item("P0.1.a.3", { claim: "in_progress" }),
  item("P1.1.a.1", { waivedUntil: "2030-01-01T00:00:00.000Z" }),
  item("P1.1.a.2", { claim: "done" }),
];
const now = Date.parse("2026-11-23T00:00:00Z");
const everything = { collapsed: new Set<string>(), hideEmpty: true, addingTo: null };
const names = (rows: Row[]) =>
  rows.map((row) =>
    row.kind === "heading" ? row.heading.code : row.kind === "item" ? row.item.code : "+",
  );

it("counts up to the phase and leaves not applicable and waived items out of what counts", () => {
  const sums = countByHeading(headings, items, now);
  expect(sums.get("P0")).toEqual({ total: 3, counting: 2, done: 1 });
  expect(sums.get("P0.1.a")).toEqual({ total: 3, counting: 2, done: 1 });
  expect(sums.get("P0.1.b")).toEqual({ total: 0, counting: 0, done: 0 });
  expect(sums.get("P1")).toEqual({ total: 2, counting: 1, done: 1 });
});

it("counts an item again when its waiver has run out", () => {
  const later = Date.parse("2031-01-01T00:00:00Z");
  expect(countByHeading(headings, items, later).get("P1")?.counting).toBe(2);
});

it("lists headings and items in order and leaves empty headings out", () => {
  expect(names(flatten(headings, items, everything))).toEqual([
    ...["P0", "P0.1", "P0.1.a", "P0.1.a.1", "P0.1.a.2", "P0.1.a.3"],
    ...["P1", "P1.1", "P1.1.a", "P1.1.a.1", "P1.1.a.2"],
  ]);
});

it("keeps empty groups for those who may fill them", () => {
  const rows = flatten(headings, items, { ...everything, hideEmpty: false });
  expect(names(rows)).toContain("P0.1.b");
});

it("folds a phase away but keeps its heading", () => {
  const rows = flatten(headings, items, { ...everything, collapsed: new Set(["P0"]) });
  expect(names(rows).slice(0, 3)).toEqual(["P0", "P1", "P1.1"]);
});

it("puts the line for a new item at the end of its group", () => {
  const rows = flatten(headings, items, { ...everything, addingTo: "P0.1.a" });
  expect(names(rows)[6]).toBe("+");
});

it("tells each item its place among its siblings", () => {
  const row = flatten(headings, items, everything)[4];
  expect(row).toMatchObject({ kind: "item", position: 2, siblings: 3 });
});

it("finds the headings above a row", () => {
  const rows = flatten(headings, items, everything);
  const above = (index: number) =>
    names(headingsAbove(rows, index).flatMap((at) => rows[at] ?? []));
  expect(above(4)).toEqual(["P0", "P0.1", "P0.1.a"]);
  expect(above(10)).toEqual(["P1", "P1.1", "P1.1.a"]);
  expect(above(7)).toEqual(["P1", "P1.1"]);
  expect(above(0)).toEqual(["P0"]);
});

it("sticks the headings of the last item, not of a heading that is passing", () => {
  const rows = flatten(headings, items, everything);
  const stuck = (index: number) =>
    names(stickyRows(rows, index, [2, 3]).flatMap((at) => rows[at] ?? []));
  expect(stuck(2)).toEqual([]);
  expect(stuck(3)).toEqual(["P0.1", "P0.1.a"]);
  expect(stuck(7)).toEqual(["P0.1", "P0.1.a"]);
  expect(stuck(9)).toEqual(["P1.1", "P1.1.a"]);
});
