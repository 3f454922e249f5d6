"use client";

import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { listProjectAudit } from "#lib/api-client/audit-operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import { ActivityList } from "./activity-list.tsx";
import { auditKeys } from "./keys.ts";

interface SubjectHistoryProps {
  projectId: string;
  /** The id of an item or another thing; without it, everything that was done in the project. */
  subjectId?: string;
  /** How many events to begin with. */
  limit?: number;
}

function historyOptions(projectId: string, subject: string | null, limit: number) {
  return infiniteQueryOptions({
    queryKey: auditKeys.latest(projectId, subject, limit),
    queryFn: ({ pageParam, signal }) =>
      callApi(listProjectAudit, {
        params: { projectId },
        query: {
          limit,
          ...(subject ? { subject } : {}),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** What was done to one thing, or lately in a project, newest first. Loads itself. */
export function SubjectHistory({ projectId, subjectId, limit = 10 }: SubjectHistoryProps) {
  const t = useTranslations("audit");
  const common = useTranslations("common");
  const query = useInfiniteQuery(historyOptions(projectId, subjectId ?? null, limit));
  const events = query.data?.pages.flatMap((page) => page.events) ?? [];
  if (query.isPending) return <HistorySkeleton label={t("loading")} rows={Math.min(limit, 5)} />;
  if (query.isError && events.length === 0) {
    return (
      <p role="alert" className="flex items-center gap-2 py-2 text-sm text-muted">
        {t("history.failed")}
        <Button size="sm" onClick={() => void query.refetch()}>
          {common("retry")}
        </Button>
      </p>
    );
  }
  if (events.length === 0) return <p className="py-2 text-sm text-muted">{t("history.empty")}</p>;
  return (
    <>
      <ActivityList
        events={events}
        label={t("history.label")}
        detail={subjectId ? "change" : "title"}
      />
      {subjectId && query.hasNextPage && (
        <Button
          size="sm"
          variant="ghost"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("history.more")}
        </Button>
      )}
    </>
  );
}

function HistorySkeleton({ label, rows }: { label: string; rows: number }) {
  return (
    <div role="status" className="flex flex-col gap-3 py-2">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} className="h-4" />
      ))}
    </div>
  );
}
