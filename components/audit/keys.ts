import type { AuditQuery } from "./filter-params.ts";

/** Whose audit log it is. */
export type AuditScope =
  { kind: "project"; projectId: string; slug: string } | { kind: "organization" };

/** Keys of the query cache for audit logs; everything of a project lies under `project(id)`. */
export const auditKeys = {
  all: ["audit"] as const,
  project: (projectId: string) => ["audit", "project", projectId] as const,
  organization: ["audit", "organization"] as const,
  events: (scope: AuditScope, query: AuditQuery) =>
    [
      ...(scope.kind === "project" ? auditKeys.project(scope.projectId) : auditKeys.organization),
      "events",
      query,
    ] as const,
  latest: (projectId: string, subject: string | null, limit: number) =>
    [...auditKeys.project(projectId), "latest", subject, limit] as const,
};
