"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { callApi } from "#lib/api-client/call.ts";
import {
  createServiceAccount,
  createServiceToken,
  listOrganizationTokens,
  listServiceAccounts,
  removeServiceAccount,
  revokeOrganizationToken,
} from "#lib/api-client/member-operations.ts";
import type { createServiceAccountEndpoint } from "#lib/tokens/organization-contract.ts";
import { tokenKeys } from "./keys.ts";
import type { CreateBody } from "./use-tokens.ts";

/** The tokens of everybody. */
export const organizationTokensQuery = () =>
  queryOptions({
    queryKey: tokenKeys.organization(),
    queryFn: ({ signal }) => callApi(listOrganizationTokens, { signal }),
  });

/** The accounts for machines. */
export const serviceAccountsQuery = () =>
  queryOptions({
    queryKey: tokenKeys.serviceAccounts(),
    queryFn: ({ signal }) => callApi(listServiceAccounts, { signal }),
  });

/** Revokes anybody's token. */
export function useRevokeOrganizationToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tokenId: string) => callApi(revokeOrganizationToken, { params: { tokenId } }),
    onSettled: () => client.invalidateQueries({ queryKey: tokenKeys.all }),
  });
}

/** Creates an account for a machine. */
export function useCreateServiceAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof createServiceAccountEndpoint.body>) =>
      callApi(createServiceAccount, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokenKeys.serviceAccounts() }),
  });
}

/** Removes an account for a machine, with its tokens. */
export function useRemoveServiceAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => callApi(removeServiceAccount, { params: { userId } }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: tokenKeys.serviceAccounts() }),
        client.invalidateQueries({ queryKey: tokenKeys.all }),
      ]),
  });
}

/** Creates a token of a service account; the answer holds the secret. */
export function useCreateServiceToken(userId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateBody) => callApi(createServiceToken, { params: { userId }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokenKeys.all }),
    gcTime: 0,
  });
}
