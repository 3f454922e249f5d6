"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  changeMemberRole,
  createPasswordLink,
  listMembers,
  removeMember,
  resetSecondFactor,
} from "#lib/api-client/member-operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import { countOpenItems, transferOwnership } from "#lib/api-client/people-operations.ts";
import type { Member } from "#lib/members/contract.ts";
import { memberKeys } from "./keys.ts";

/** The people of the organisation. */
export const membersQuery = () =>
  queryOptions({
    queryKey: memberKeys.list(),
    queryFn: ({ signal }) => callApi(listMembers, { signal }),
  });

function useRefreshMembers(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: memberKeys.list() });
}

/** Changes a role. */
export function useChangeRole() {
  const refresh = useRefreshMembers();
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: Member["role"] }) =>
      callApi(changeMemberRole, { params: { userId }, body: { role } }),
    onSettled: refresh,
  });
}

/** How many open items somebody has; counted anew each time it is asked. */
export const openItemsQuery = (userId: string) =>
  queryOptions({
    queryKey: memberKeys.openItems(userId),
    queryFn: ({ signal }) => callApi(countOpenItems, { params: { userId }, signal }),
    staleTime: 0,
  });

/** Makes somebody else owner in the reader's place. */
export function useTransferOwnership() {
  return useMutation({
    mutationFn: (userId: string) => callApi(transferOwnership, { body: { userId } }),
  });
}

/** Removes a person; their open items go to `handOverTo`. */
export function useRemoveMember() {
  const refresh = useRefreshMembers();
  return useMutation({
    mutationFn: ({ userId, handOverTo }: { userId: string; handOverTo: string | null }) =>
      callApi(removeMember, {
        params: { userId },
        query: handOverTo ? { handOverTo } : {},
      }),
    onSettled: refresh,
  });
}

/** Takes somebody's second factors away. */
export function useResetSecondFactor() {
  const refresh = useRefreshMembers();
  return useMutation({
    mutationFn: (userId: string) => callApi(resetSecondFactor, { params: { userId } }),
    onSettled: refresh,
  });
}

/** Makes a new set-password link. */
export function useCreatePasswordLink() {
  const refresh = useRefreshMembers();
  return useMutation({
    mutationFn: (userId: string) => callApi(createPasswordLink, { params: { userId } }),
    onSuccess: refresh,
    gcTime: 0,
  });
}
