"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import {
  createToken,
  listTokens,
  revokeToken,
  rotateToken,
} from "#lib/api-client/account-operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import { listProjects } from "#lib/api-client/operations.ts";
import type { createTokenEndpoint, rotateTokenEndpoint } from "#lib/tokens/contract.ts";
import { tokenKeys } from "./keys.ts";

export type CreateBody = z.input<typeof createTokenEndpoint.body>;
export type NewToken = z.output<typeof createTokenEndpoint.response>;

/** One's own tokens. */
export const tokensQuery = () =>
  queryOptions({
    queryKey: tokenKeys.list(),
    queryFn: ({ signal }) => callApi(listTokens, { signal }),
  });

/** The projects that a token can be limited to, by name. */
export const projectChoicesQuery = () =>
  queryOptions({
    queryKey: tokenKeys.projects(),
    queryFn: async ({ signal }) =>
      (await callApi(listProjects, { query: { limit: 200 }, signal })).projects,
  });

/** Creates a token; the answer holds the secret. */
export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateBody) => callApi(createToken, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokenKeys.all }),
    // The secret must not stay in memory longer than its dialog.
    gcTime: 0,
  });
}

/** Replaces a token by a new one; the answer holds the secret. */
export function useRotateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      tokenId,
      ...body
    }: z.input<typeof rotateTokenEndpoint.body> & { tokenId: string }) =>
      callApi(rotateToken, { params: { tokenId }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokenKeys.all }),
    gcTime: 0,
  });
}

/** Revokes a token. */
export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tokenId: string) => callApi(revokeToken, { params: { tokenId } }),
    onSettled: () => client.invalidateQueries({ queryKey: tokenKeys.all }),
  });
}
