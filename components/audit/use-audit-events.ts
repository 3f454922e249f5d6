"use client";

import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { listOrganizationAudit, listProjectAudit } from "#lib/api-client/audit-operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import type { AuditEvent } from "#lib/audit/contract.ts";
import type { AuditQuery } from "./filter-params.ts";
import { auditKeys, type AuditScope } from "./keys.ts";
import { countNew } from "./count-new.ts";

// No event stream covers a whole organisation.
const ORGANIZATION_REFRESH_MS = 15_000;

function eventsOptions(scope: AuditScope, query: AuditQuery) {
  return infiniteQueryOptions({
    queryKey: auditKeys.events(scope, query),
    queryFn: ({ pageParam, signal }) => {
      const page = pageParam === null ? {} : { cursor: pageParam };
      if (scope.kind === "organization") {
        return callApi(listOrganizationAudit, { query: { ...query, ...page }, signal });
      }
      const { project: _of, ...rest } = query;
      const params = { projectId: scope.projectId };
      return callApi(listProjectAudit, { params, query: { ...rest, ...page }, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    ...(scope.kind === "organization" ? { refetchInterval: ORGANIZATION_REFRESH_MS } : {}),
  });
}

const none: readonly AuditEvent[] = [];

/** The events that match, newest first, page after page; those that came while looking are counted. */
export function useAuditEvents(scope: AuditScope, query: AuditQuery) {
  const asked = useInfiniteQuery(eventsOptions(scope, query));
  const { data, isPlaceholderData } = asked;
  const events = useMemo(() => data?.pages.flatMap((page) => page.events) ?? none, [data]);
  const key = JSON.stringify(query);
  const newest = events[0] ?? null;
  const [seen, setSeen] = useState<{ key: string; newest: AuditEvent | null } | null>(null);
  // Another question: what its first answer holds is not new.
  if (data && !isPlaceholderData && seen?.key !== key) setSeen({ key, newest });
  return {
    asked,
    events,
    newCount: seen?.key === key ? countNew(events, seen.newest) : 0,
    markSeen: () => setSeen({ key, newest }),
  };
}
