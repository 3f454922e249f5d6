"use client";

import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheckBig } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useCurrentTime } from "#components/ui/use-current-time.ts";
import { listMyItems } from "#lib/api-client/project-operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import { useErrorText } from "#lib/api-client/use-error-text.ts";
import { groupByDue } from "./due-groups.ts";
import { checklistKeys } from "./keys.ts";
import { MyItemRow, type MyItem } from "./my-item-row.tsx";
import { useClaimMine } from "./use-claim-mine.ts";
import { toggled } from "./use-set-claim.ts";

const myItemsOptions = infiniteQueryOptions({
  queryKey: checklistKeys.mine,
  queryFn: ({ pageParam, signal }) =>
    callApi(listMyItems, {
      query: { limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
      signal,
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
  // What becomes overdue does so without a change that would be told.
  refetchOnWindowFocus: true,
});

interface MyItemsProps {
  /** What there is to look at where nothing is assigned to the reader. */
  otherwise: ReactNode;
}

/** What is assigned to the reader and still open, in all projects, by when it is due. */
export function MyItems({ otherwise }: MyItemsProps) {
  const t = useTranslations("checklist.mine");
  const errorText = useErrorText();
  const now = useCurrentTime();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(myItemsOptions);
  const { setClaim, onTheirWay } = useClaimMine();
  const list = useRef<HTMLDivElement>(null);

  async function toggle(item: MyItem, button: HTMLButtonElement): Promise<void> {
    if (onTheirWay.has(item.id)) return;
    const next = neighbour(list.current, button);
    await setClaim(item, toggled(item, now));
    // The row is gone and has taken the focus along.
    if (!button.isConnected && document.activeElement === document.body) next?.focus();
  }

  if (error && !data) {
    const retry = <Button onClick={() => void refetch()}>{t("retry")}</Button>;
    return <ErrorState title={errorText(error)} action={retry} />;
  }
  if (!data) return <Skeleton className="h-96 w-full" />;
  const items = data.pages
    .flatMap((page) => page.items)
    .map((item) => ({ ...item, claim: onTheirWay.get(item.id) ?? item.claim }));
  if (items.length === 0) {
    return (
      <>
        <p className="flex items-start gap-2 text-muted">
          <CircleCheckBig aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t("none")}
        </p>
        {otherwise}
      </>
    );
  }
  return (
    <div ref={list} className="flex flex-col gap-6">
      {groupByDue(items, now).map(([group, members]) => (
        <section key={group} aria-labelledby={`due-${group}`}>
          <h2 id={`due-${group}`} className="mb-1 flex items-baseline gap-2 text-sm font-semibold">
            {t(`groups.${group}`)}
            <span className="figures text-xs font-normal text-muted">{members.length}</span>
          </h2>
          <ul className="divide-y divide-line border-y border-line">
            {members.map((item) => (
              <MyItemRow
                key={item.id}
                item={item}
                group={group}
                onToggle={(button) => void toggle(item, button)}
              />
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

/** The button of the row after the one of `button`, or before it where that is the last. */
function neighbour(list: HTMLElement | null, button: HTMLElement): HTMLElement | undefined {
  const buttons = [...(list?.querySelectorAll<HTMLElement>("[data-toggle]") ?? [])];
  const place = buttons.indexOf(button);
  return buttons[place + 1] ?? buttons[place - 1];
}
