"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { createToken, listTokens, revokeToken } from "#lib/api-client/account-operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import type { createTokenEndpoint } from "#lib/tokens/contract.ts";
import { tokenKeys } from "./keys.ts";

/** One's own tokens. */
export const tokensQuery = () =>
  queryOptions({
    queryKey: tokenKeys.list(),
    queryFn: ({ signal }) => callApi(listTokens, { signal }),
  });

/** Creates a token; the answer holds the secret. */
export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof createTokenEndpoint.body>) => callApi(createToken, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokenKeys.list() }),
    // The secret must not stay in memory longer than its dialog.
    gcTime: 0,
  });
}

/** Revokes a token. */
export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tokenId: string) => callApi(revokeToken, { params: { tokenId } }),
    onSettled: () => client.invalidateQueries({ queryKey: tokenKeys.list() }),
  });
}
