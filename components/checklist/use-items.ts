"use client";

import { infiniteQueryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";

import { callApi } from "#lib/api-client/call.ts";
import { getItem, listHeadings, listItems } from "#lib/api-client/operations.ts";
import type { Heading, Item } from "#lib/checklist/contract.ts";
import { checklistKeys } from "./keys.ts";
import { useWishes, wished } from "./wishes.ts";

/** As many items as the server gives at once. */
const PAGE = 1_000;

function itemsOptions(projectId: string) {
  return infiniteQueryOptions({
    queryKey: checklistKeys.items(projectId),
    queryFn: ({ pageParam, signal }) =>
      callApi(listItems, {
        params: { projectId },
        query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    // The event stream keeps it fresh.
    staleTime: Infinity,
  });
}

/**
 * All items of a project as the reader wants them, page after page until they are complete. `revision` is the one that all
 * loaded pages show at least: where to begin following events.
 */
export function useItems(projectId: string) {
  const query = useInfiniteQuery(itemsOptions(projectId));
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const loaded = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const wishes = useWishes();
  const items = useMemo<readonly Item[]>(
    () => (wishes.length === 0 ? loaded : loaded.map((item) => wished(item, wishes))),
    [loaded, wishes],
  );
  const revision = data ? Math.min(...data.pages.map((page) => page.revision)) : null;
  return {
    items,
    revision,
    complete: data !== undefined && !hasNextPage,
    error: query.error,
    retry: () => void query.refetch(),
  };
}

const noHeadings: readonly Heading[] = [];

/** A checklist's phases, sections and groups, in order. */
export function useHeadings(projectId: string): readonly Heading[] {
  const query = useQuery({
    queryKey: checklistKeys.headings(projectId),
    queryFn: ({ signal }) => callApi(listHeadings, { params: { projectId }, signal }),
    staleTime: Infinity,
  });
  return query.data?.headings ?? noHeadings;
}

/** An item's evidence, comments and ways to verify it. */
export function useItemDetail(projectId: string, itemId: string) {
  return useQuery({
    queryKey: checklistKeys.item(projectId, itemId),
    queryFn: ({ signal }) => callApi(getItem, { params: { projectId, itemId }, signal }),
  });
}
