"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "#lib/api-client/call.ts";
import { getWork, replayJobs } from "#lib/api-client/people-operations.ts";
import { workKey } from "./keys.ts";

const REFRESH_MS = 10_000;

/** How the background work stands, looked at again every ten seconds. */
export const workQuery = () =>
  queryOptions({
    queryKey: workKey,
    queryFn: ({ signal }) => callApi(getWork, { signal }),
    refetchInterval: REFRESH_MS,
  });

/** Puts jobs that were given up back into their queues. */
export function useReplayJobs() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[]) => callApi(replayJobs, { body: { ids } }),
    onSettled: () => client.invalidateQueries({ queryKey: workKey }),
  });
}
