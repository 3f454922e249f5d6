"use client";

import { useAuditRefresh } from "#components/audit/use-audit-refresh.ts";
import { useProjectFeed } from "#components/projects/use-project-events.tsx";

/** Keeps what the project's pages show of its audit log up to date. */
export function AuditRefresh(props: { projectId: string; revision: number }) {
  const { follow } = useProjectFeed();
  useAuditRefresh(follow, props.projectId, props.revision);
  return null;
}
