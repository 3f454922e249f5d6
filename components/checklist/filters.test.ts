import { expect, it } from "vitest";

import { activeFilters, filterItems, noFilters, searchItems, type Filters } from "./filters.ts";
import { heading, item } from "./samples.ts";

const headings = [heading("P0", "phase", null), heading("P1", "phase", null)];
const now = Date.parse("2026-11-23T00:00:00Z");
const items = [
  item("P0.1.a.1", { title: "Move secrets", titleKo: "비밀 값을 옮깁니다", assigneeId: "mina" }),
  item("P0.1.a.2", { claim: "done", dueAt: "2026-11-01T00:00:00.000Z", focusStep: 3 }),
  item("P0.1.a.3", { claim: "in_progress", dueAt: "2026-11-01T00:00:00.000Z" }),
  item("P1.1.a.1", { origin: "extended", description: "Rotate the Signing key" }),
];
const codes = (filters: Partial<Filters>) =>
  filterItems(items, { ...noFilters, ...filters }, { headings, me: "mina", now }).map(
    ({ code }) => code,
  );

it("returns the very same list when nothing is filtered", () => {
  expect(filterItems(items, noFilters, { headings, me: "mina", now })).toBe(items);
});

it("filters by phase, claim, person, step and origin", () => {
  expect(codes({ phase: "P1" })).toEqual(["P1.1.a.1"]);
  expect(codes({ claim: ["done", "in_progress"] })).toEqual(["P0.1.a.2", "P0.1.a.3"]);
  expect(codes({ assignee: "me" })).toEqual(["P0.1.a.1"]);
  expect(codes({ assignee: "mina" })).toEqual(["P0.1.a.1"]);
  expect(codes({ assignee: "nobody" })).toHaveLength(3);
  expect(codes({ step: 3 })).toEqual(["P0.1.a.2"]);
  expect(codes({ origin: ["extended"] })).toEqual(["P1.1.a.1"]);
});

it("filters by verdict, one or several", () => {
  const verified = [item("A.1.a.1", { verdict: "pass" }), item("A.1.a.2", { verdict: "stale" })];
  const found = (verdict: Filters["verdict"]) =>
    filterItems([...items, ...verified], { ...noFilters, verdict }, { headings, me: "mina", now });
  expect(found(["pass"]).map(({ code }) => code)).toEqual(["A.1.a.1"]);
  expect(found(["pass", "stale"])).toHaveLength(2);
  expect(found(["not_run"])).toEqual(items);
  expect(found(["fail"])).toEqual([]);
});

it("calls an item waived as long as its waiver is in force", () => {
  const waivers = [
    item("A.1.a.1", { waivedUntil: "2026-12-01T00:00:00.000Z" }),
    item("A.1.a.2", { waivedUntil: "2026-11-22T00:00:00.000Z" }),
    item("A.1.a.3"),
  ];
  const found = (waived: boolean) =>
    filterItems(waivers, { ...noFilters, waived }, { headings, me: "mina", now }).map(
      ({ code }) => code,
    );
  expect(found(true)).toEqual(["A.1.a.1"]);
  expect(found(false)).toEqual(["A.1.a.2", "A.1.a.3"]);
});

it("calls only open items overdue", () => {
  expect(codes({ overdue: true })).toEqual(["P0.1.a.3"]);
});

it("finds nothing in a phase that does not exist", () => {
  expect(codes({ phase: "P9" })).toEqual([]);
});

it("finds words of both languages, of the description, and codes, in any order and case", () => {
  expect(codes({ q: "SECRETS move" })).toEqual(["P0.1.a.1"]);
  expect(codes({ q: "비밀" })).toEqual(["P0.1.a.1"]);
  expect(codes({ q: "비밀".normalize("NFD") })).toEqual(["P0.1.a.1"]);
  expect(codes({ q: "signing" })).toEqual(["P1.1.a.1"]);
  expect(codes({ q: "p0.1.a.2" })).toEqual(["P0.1.a.2"]);
});

it("names the filters that are on", () => {
  expect(activeFilters({ ...noFilters, claim: ["todo"], overdue: true })).toEqual([
    "claim",
    "overdue",
  ]);
  expect(activeFilters({ ...noFilters, waived: false, verdict: ["pass"] })).toEqual([
    "verdict",
    "waived",
  ]);
});

it("puts codes first in a search and stops at the limit", () => {
  const found = searchItems([item("X.1", { title: "like P0" }), ...items], "p0", 2);
  expect(found.map(({ code }) => code)).toEqual(["P0.1.a.1", "P0.1.a.2"]);
});
