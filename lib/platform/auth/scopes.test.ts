import { describe, expect, test } from "vitest";
import { inScope, isBoundToProject, resourceOf } from "./scopes.ts";

describe("the scopes of a token", () => {
  test.each([
    ["/projects", "projects"],
    ["/projects/{projectId}", "projects"],
    ["/projects/{projectId}/items/{itemId}/comments", "checklist"],
    ["/projects/{projectId}/headings", "checklist"],
    ["/projects/{projectId}/audit/export", "audit"],
    ["/audit", "audit"],
    ["/me/items", "checklist"],
    ["/me", "account"],
    ["/tokens", "account"],
    ["/organization/members", "organization"],
  ])("%s belongs to %s", (path, resource) => {
    expect(resourceOf(path)).toBe(resource);
  });

  test("writing includes reading, and one resource says nothing of another", () => {
    expect(inScope(["checklist:write"], "/me/items", "read")).toBe(true);
    expect(inScope(["checklist:read"], "/me/items", "write")).toBe(false);
    expect(inScope(["checklist:write"], "/projects", "read")).toBe(false);
    expect(inScope(["*:read"], "/audit", "read")).toBe(true);
    expect(inScope([], "/me", "read")).toBe(false);
  });

  test("a token of one project reaches projects by their id and its own description only", () => {
    expect(isBoundToProject("/projects/{projectId}/items")).toBe(true);
    expect(isBoundToProject("/me")).toBe(true);
    expect(isBoundToProject("/projects")).toBe(false);
    expect(isBoundToProject("/audit")).toBe(false);
  });
});
