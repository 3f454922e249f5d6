"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "#lib/api-client/call.ts";
import { listMembers } from "#lib/api-client/member-operations.ts";
import {
  cancelEmailChange,
  countMyOpenItems,
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

/** How many open items one has; counted anew each time it is asked. */
export const openItemsQuery = () =>
  queryOptions({
    queryKey: accountKeys.openItems(),
    queryFn: ({ signal }) => callApi(countMyOpenItems, { signal }),
    staleTime: 0,
  });

/** Who could take over what one has. */
export const colleaguesQuery = () =>
  queryOptions({
    queryKey: accountKeys.colleagues(),
    queryFn: async ({ signal }) => (await callApi(listMembers, { signal })).members,
  });

export type WayOut = "leave" | "delete";

/**
 * Leaves the organisation, or deletes the account; open items go to `heir`, null: to nobody. Ends on
 * the sign-in page.
 */
export function useGo() {
  return useMutation({
    mutationFn: ({ way, heir }: { way: WayOut; heir: string | null }) =>
      callApi(way === "leave" ? leaveOrganization : deleteMe, {
        query: { handOverTo: heir ?? "nobody" },
      }),
    onSuccess: () => goTo("/login"),
  });
}
