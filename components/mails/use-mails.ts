"use client";

import {
  infiniteQueryOptions,
  keepPreviousData,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { callApi } from "#lib/api-client/call.ts";
import { listMails, retryMail } from "#lib/api-client/people-operations.ts";
import type { Mail } from "#lib/mails/contract.ts";
import { mailKeys } from "./keys.ts";

// The worker sends within seconds; no stream tells of it.
const REFRESH_MS = 10_000;

/** The mails in a state, or all, the latest first, page after page. */
export const mailsQuery = (state: Mail["state"] | null) =>
  infiniteQueryOptions({
    queryKey: mailKeys.list(state),
    queryFn: ({ pageParam, signal }) =>
      callApi(listMails, {
        query: { ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

/** Has a mail tried again at once. */
export function useRetryMail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mailId: string) => callApi(retryMail, { params: { mailId } }),
    onSettled: () => client.invalidateQueries({ queryKey: mailKeys.all }),
  });
}
