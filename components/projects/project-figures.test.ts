import { expect, test } from "vitest";
import type { ProjectSummary } from "#lib/projects/contract.ts";
import { countingItems, sortProjects } from "./project-figures.ts";

function project(name: string, done: number, total: number, waived = 0): ProjectSummary {
  return {
    id: name,
    slug: name,
    name,
    description: "",
    scope: "core",
    catalogVersion: 1,
    startAt: "2026-01-01T00:00:00.000Z",
    archivedAt: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    revision: 1,
    textRevision: 1,
    role: "owner",
    readiness: {
      ...{ total, todo: total - done, inProgress: 0, done, notApplicable: 0 },
      ...{ verified: 0, waived, overdue: 0, disagreements: 0 },
      ...{ weightTotal: total, weightDone: done, weightVerified: 0 },
    },
  };
}

test("what is waived does not count", () => {
  expect(countingItems(project("a", 1, 10, 4).readiness)).toBe(6);
});

test("projects sort by share of what counts, equal ones by name", () => {
  const projects = [project("b", 1, 2), project("c", 1, 10), project("a", 5, 10)];
  const sorted = sortProjects(projects, "claimed", true, "en");
  expect(sorted.map(({ name }) => name)).toEqual(["a", "b", "c"]);
});

test("names sort as people of the language expect, numbers by value", () => {
  const projects = [project("나", 0, 1), project("가10", 0, 1), project("가9", 0, 1)];
  const sorted = sortProjects(projects, "name", false, "ko");
  expect(sorted.map(({ name }) => name)).toEqual(["가9", "가10", "나"]);
});
