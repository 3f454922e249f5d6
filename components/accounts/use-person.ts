"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "#lib/api-client/call.ts";
import {
  cancelEmailChange,
  deleteMe,
  getEmailChange,
  leaveOrganization,
  requestEmailChange,
} from "#lib/api-client/people-operations.ts";
import { goTo } from "./go-to.ts";
import { accountKeys } from "./keys.ts";

/** The change of address that is under way. */
export const emailChangeQuery = () =>
  queryOptions({
    queryKey: accountKeys.emailChange(),
    queryFn: ({ signal }) => callApi(getEmailChange, { signal }),
  });

/** Asks for another address. */
export function useRequestEmailChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (newEmail: string) => callApi(requestEmailChange, { body: { newEmail } }),
    onSuccess: () => client.invalidateQueries({ queryKey: accountKeys.emailChange() }),
  });
}

/** Gives the change of address up. */
export function useCancelEmailChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(cancelEmailChange),
    onSettled: () => client.invalidateQueries({ queryKey: accountKeys.emailChange() }),
  });
}

/** Leaves the organisation, or deletes the account; ends on the sign-in page. */
export function useGo() {
  return useMutation({
    mutationFn: (way: "leave" | "delete") =>
      callApi(way === "leave" ? leaveOrganization : deleteMe),
    onSuccess: () => goTo("/login"),
  });
}
