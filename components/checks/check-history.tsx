"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useVerdictReason } from "#components/ui/use-verdict-reason.ts";
import { VerdictMark } from "#components/ui/verdict-mark.tsx";
import { callApi } from "#lib/api-client/call.ts";
import { listCheckRuns } from "#lib/api-client/check-operations.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { checkKeys } from "./keys.ts";

/** What a check has found over time, the latest first. */
export function CheckHistory({ projectId, checkId }: { projectId: string; checkId: string }) {
  const t = useTranslations("checks");
  const verdicts = useTranslations("checklist.verdict");
  const reasonOf = useVerdictReason();
  const errorText = useErrorText();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: checkKeys.runs(projectId, checkId),
    queryFn: ({ pageParam, signal }) =>
      callApi(listCheckRuns, {
        params: { projectId, checkId },
        query: pageParam === null ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    staleTime: 0,
  });
  if (error && !data) return <p className="text-xs text-fail">{errorText(error)}</p>;
  if (!data) return <Skeleton className="h-8 w-full" />;
  const runs = data.pages.flatMap((page) => page.runs);
  if (runs.length === 0) return <p className="text-xs text-muted">{t("history.none")}</p>;
  return (
    <>
      <ol className="flex flex-col gap-1 text-xs">
        {runs.map(({ id, verdict, reason, startedAt, endedAt, runs: count }) => (
          <li key={id} className="flex gap-1.5">
            <VerdictMark verdict={verdict} className="mt-0.5 size-3" />
            <span className="min-w-0">
              {verdicts(verdict)}{" "}
              <span className="text-muted">
                {t.rich("history.stretch", {
                  count,
                  from: () => <RelativeTime value={startedAt} />,
                  to: () => <RelativeTime value={endedAt} />,
                })}
              </span>
              {verdict === "unknown" && (
                <span className="block text-muted">{reasonOf({ verdict, reason })}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button
          size="sm"
          variant="ghost"
          aria-busy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("history.more")}
        </Button>
      )}
    </>
  );
}
