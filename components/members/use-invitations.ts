"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "#lib/api-client/call.ts";
import { listProjects } from "#lib/api-client/operations.ts";
import {
  createInvitation,
  listInvitations,
  resendInvitation,
  revokeInvitation,
} from "#lib/api-client/people-operations.ts";
import type {
  createInvitationEndpoint,
  resendInvitationEndpoint,
} from "#lib/members/invitation-contract.ts";
import type { Body } from "#lib/platform/http/endpoint.ts";
import { memberKeys } from "./keys.ts";

/** The open invitations, and whether they go out by mail. */
export const invitationsQuery = () =>
  queryOptions({
    queryKey: memberKeys.invitations(),
    queryFn: ({ signal }) => callApi(listInvitations, { signal }),
  });

/** The projects that an invitation can open; asked for when the dialog is. */
export const invitableProjectsQuery = (enabled: boolean) =>
  queryOptions({
    queryKey: [...memberKeys.invitations(), "projects"],
    queryFn: ({ signal }) =>
      callApi(listProjects, { query: { archived: "false", limit: 200 }, signal }),
    enabled,
  });

function useRefreshInvitations(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: memberKeys.invitations() });
}

/** Invites somebody; the answer may hold their link. */
export function useInvite() {
  const refresh = useRefreshInvitations();
  return useMutation({
    mutationFn: (body: Body<typeof createInvitationEndpoint>) =>
      callApi(createInvitation, { body }),
    onSuccess: refresh,
    // The link must not stay in memory longer than its dialog.
    gcTime: 0,
  });
}

/** Renews an invitation; the answer may hold its link. */
export function useResendInvitation() {
  const refresh = useRefreshInvitations();
  return useMutation({
    mutationFn: ({
      invitationId,
      by,
    }: {
      invitationId: string;
      by: NonNullable<Body<typeof resendInvitationEndpoint>["by"]>;
    }) => callApi(resendInvitation, { params: { invitationId }, body: { by } }),
    onSuccess: refresh,
    gcTime: 0,
  });
}

/** Revokes an invitation. */
export function useRevokeInvitation() {
  const refresh = useRefreshInvitations();
  return useMutation({
    mutationFn: (invitationId: string) => callApi(revokeInvitation, { params: { invitationId } }),
    onSettled: refresh,
  });
}
