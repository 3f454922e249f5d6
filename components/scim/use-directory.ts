"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { callApi } from "#lib/api-client/call.ts";
import {
  createScimToken,
  getDirectory,
  revokeScimToken,
  setGroupRole,
} from "#lib/api-client/security-operations.ts";
import type { createScimTokenEndpoint, Group } from "#lib/scim/contract.ts";
import { scimKeys } from "./keys.ts";

/** Where a directory connects, its tokens and its groups. */
export const directoryQuery = () =>
  queryOptions({
    queryKey: scimKeys.directory(),
    queryFn: ({ signal }) => callApi(getDirectory, { signal }),
  });

function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: scimKeys.directory() });
}

/** Creates a token; the answer holds the secret. */
export function useCreateScimToken() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: z.input<typeof createScimTokenEndpoint.body>) =>
      callApi(createScimToken, { body }),
    onSuccess: refresh,
    // The secret must not stay in memory longer than its dialog.
    gcTime: 0,
  });
}

/** Revokes a token. */
export function useRevokeScimToken() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (tokenId: string) => callApi(revokeScimToken, { params: { tokenId } }),
    onSettled: refresh,
  });
}

/** Says which role a group gives. */
export function useSetGroupRole() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ groupId, role }: { groupId: string; role: Group["role"] }) =>
      callApi(setGroupRole, { params: { groupId }, body: { role } }),
    onSettled: refresh,
  });
}
