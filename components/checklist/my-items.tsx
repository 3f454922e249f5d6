"use client";

import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheckBig } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { ClaimMark } from "#components/ui/claim-mark.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StateMark } from "#components/ui/state-mark.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import { callApi } from "#lib/api-client/call.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { listMyItemsEndpoint } from "#lib/checklist/contract.ts";
import type { Result } from "#lib/platform/http/endpoint.ts";
import { checklistKeys } from "./keys.ts";
import { groupByDue, type DueGroup } from "./due-groups.ts";

export type MyItem = Result<typeof listMyItemsEndpoint>["items"][number];

const myItemsOptions = infiniteQueryOptions({
  queryKey: checklistKeys.mine,
  queryFn: ({ pageParam, signal }) =>
    callApi(listMyItemsEndpoint, {
      query: { limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
      signal,
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
  // There is no stream over all projects: coming back to the page looks again.
  refetchOnWindowFocus: true,
});

/** What is assigned to the reader and still open, in all projects, by when it is due. */
export function MyItems() {
  const t = useTranslations("checklist.mine");
  const errorText = useErrorText();
  const now = useCurrentTime();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(myItemsOptions);
  if (error && !data) {
    const retry = <Button onClick={() => void refetch()}>{t("retry")}</Button>;
    return <ErrorState title={errorText(error)} action={retry} />;
  }
  if (!data) return <Skeleton className="h-96 w-full" />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<CircleCheckBig aria-hidden className="size-5" />}
        action={<LinkButton href="/projects">{t("toProjects")}</LinkButton>}
      >
        {t("none")}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      {groupByDue(items, now).map(([group, members]) => (
        <section key={group} aria-labelledby={`due-${group}`}>
          <h2 id={`due-${group}`} className="mb-1 flex items-baseline gap-2 text-sm font-semibold">
            {t(`groups.${group}`)}
            <span className="figures text-xs font-normal text-muted">{members.length}</span>
          </h2>
          <ul className="divide-y divide-line border-y border-line">
            {members.map((item) => (
              <MyItemRow key={item.id} item={item} group={group} />
            ))}
          </ul>
        </section>
      ))}
      {hasNextPage && (
        <Button
          className="self-center"
          pending={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </div>
  );
}

function MyItemRow({ item, group }: { item: MyItem; group: DueGroup }) {
  const t = useTranslations("checklist.mine");
  const locale = useLocale();
  const title = locale === "ko" ? (item.titleKo ?? item.title) : item.title;
  const project = `/projects/${encodeURIComponent(item.projectSlug)}`;
  const href = `${project}/checklist?item=${encodeURIComponent(item.code)}`;
  return (
    <li className="relative flex min-h-(--row) flex-wrap items-center gap-x-3 px-1 py-1.5 hover:bg-sunken pointer-coarse:min-h-11">
      <ClaimMark claim={item.claim} label={t(`claims.${item.claim}`)} className="size-4" />
      <span className="figures w-20 text-xs text-muted">{item.code}</span>
      <Link
        href={href}
        className="min-w-0 flex-1 basis-60 break-words underline-offset-4 after:absolute after:inset-0 hover:underline"
      >
        {title}
      </Link>
      <span className="max-w-48 truncate text-xs text-muted">{item.projectName}</span>
      <span className="inline-flex w-28 items-center justify-end gap-1.5 text-xs">
        {item.dueAt === null ? (
          <span className="text-faint">{t("noDue")}</span>
        ) : (
          <span className={group === "overdue" ? "text-fail" : "text-muted"}>
            {group === "overdue" && <StateMark state="fail" className="mr-1 inline size-3" />}
            <RelativeTime value={item.dueAt} />
          </span>
        )}
      </span>
    </li>
  );
}
