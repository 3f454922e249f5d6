"use client";

import { useInfiniteQuery } from "@tanstack/react-query";

import { callApi } from "#lib/api-client/call.ts";
import { listNotifications } from "#lib/api-client/check-operations.ts";
import { notificationKeys } from "./keys.ts";

const LOOK_EVERY_MS = 60_000;

/** What the reader was notified of, kept fresh while the page is in view. */
export function useNotifications() {
  const query = useInfiniteQuery({
    queryKey: notificationKeys.list,
    queryFn: ({ pageParam, signal }) =>
      callApi(listNotifications, {
        query: pageParam === null ? {} : { cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: LOOK_EVERY_MS,
    refetchOnWindowFocus: true,
  });
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  return {
    ...{ data, error, hasNextPage, fetchNextPage, isFetchingNextPage },
    notifications: data?.pages.flatMap((page) => page.notifications) ?? [],
    unread: data?.pages[0]?.unread ?? 0,
  };
}
