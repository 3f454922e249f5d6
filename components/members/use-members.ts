"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import {
  addMember,
  changeMemberRole,
  createPasswordLink,
  listMembers,
  removeMember,
  resetSecondFactor,
} from "#lib/api-client/member-operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import type { Member, addMemberEndpoint } from "#lib/members/contract.ts";
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

/** Adds a person; the answer holds their link. */
export function useAddMember() {
  const refresh = useRefreshMembers();
  return useMutation({
    mutationFn: (body: z.input<typeof addMemberEndpoint.body>) => callApi(addMember, { body }),
    onSuccess: refresh,
    // The link must not stay in memory longer than its dialog.
    gcTime: 0,
  });
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

/** Removes a person. */
export function useRemoveMember() {
  const refresh = useRefreshMembers();
  return useMutation({
    mutationFn: (userId: string) => callApi(removeMember, { params: { userId } }),
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
