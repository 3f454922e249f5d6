"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import {
  endOtherSessions,
  endSession,
  getMe,
  listSessions,
  updateMe,
} from "#lib/api-client/account-operations.ts";
import type { updateMeEndpoint } from "#lib/accounts/contract.ts";
import { callApi } from "#lib/api-client/call.ts";
import { accountKeys } from "./keys.ts";

/** Who is signed in. */
export const meQuery = () =>
  queryOptions({
    queryKey: accountKeys.me(),
    queryFn: ({ signal }) => callApi(getMe, { signal }),
  });

/** Where they are signed in. */
export const sessionsQuery = () =>
  queryOptions({
    queryKey: accountKeys.sessions(),
    queryFn: ({ signal }) => callApi(listSessions, { signal }),
  });

/** Changes name or language. */
export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof updateMeEndpoint.body>) => callApi(updateMe, { body }),
    onSuccess: (me) => client.setQueryData(accountKeys.me(), me),
  });
}

/** Ends one session, or with "others" all but this one. */
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: { sessionId: string } | "others") =>
      which === "others" ? callApi(endOtherSessions) : callApi(endSession, { params: which }),
    onSettled: () => client.invalidateQueries({ queryKey: accountKeys.sessions() }),
  });
}
