"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import {
  endOtherSessionsEndpoint,
  endSessionEndpoint,
  getMeEndpoint,
  listSessionsEndpoint,
  updateMeEndpoint,
} from "#lib/accounts/contract.ts";
import { callApi } from "#lib/api-client/call.ts";
import { accountKeys } from "./keys.ts";

/** Who is signed in. */
export const meQuery = () =>
  queryOptions({
    queryKey: accountKeys.me(),
    queryFn: ({ signal }) => callApi(getMeEndpoint, { signal }),
  });

/** Where they are signed in. */
export const sessionsQuery = () =>
  queryOptions({
    queryKey: accountKeys.sessions(),
    queryFn: ({ signal }) => callApi(listSessionsEndpoint, { signal }),
  });

/** Changes name or language. */
export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof updateMeEndpoint.body>) =>
      callApi(updateMeEndpoint, { body }),
    onSuccess: (me) => client.setQueryData(accountKeys.me(), me),
  });
}

/** Ends one session, or with "others" all but this one. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: { sessionId: string } | "others") =>
      which === "others"
        ? callApi(endOtherSessionsEndpoint)
        : callApi(endSessionEndpoint, { params: which }),
    onSettled: () => client.invalidateQueries({ queryKey: accountKeys.sessions() }),
  });
}
