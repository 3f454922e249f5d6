"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "#lib/api-client/call.ts";
import {
  createIdentityProvider,
  listIdentityProviders,
  removeIdentityProvider,
  testIdentityProvider,
  updateIdentityProvider,
} from "#lib/api-client/sso-operations.ts";
import type { Body } from "#lib/platform/http/endpoint.ts";
import type {
  createIdentityProviderEndpoint,
  testIdentityProviderEndpoint,
  updateIdentityProviderEndpoint,
} from "#lib/sso/contract.ts";
import { ssoKeys } from "./keys.ts";

type NewProvider = Body<typeof createIdentityProviderEndpoint>;
type Changes = Body<typeof updateIdentityProviderEndpoint>;

/** What the editor sends: a new provider, or what is to change of one. */
export type ProviderWrite =
  { providerId: null; body: NewProvider } | { providerId: string; body: Changes };

/** The organisation's providers, and the address to register with them. */
export const identityProvidersQuery = () =>
  queryOptions({
    queryKey: ssoKeys.providers(),
    queryFn: ({ signal }) => callApi(listIdentityProviders, { signal }),
  });

function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ssoKeys.providers() });
}

/** Adds or changes a provider. */
export function useSaveProvider() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (write: ProviderWrite) =>
      write.providerId === null
        ? callApi(createIdentityProvider, { body: write.body })
        : callApi(updateIdentityProvider, {
            params: { providerId: write.providerId },
            body: write.body,
          }),
    onSuccess: refresh,
    // What was sent holds the client secret.
    gcTime: 0,
  });
}

/** Removes a provider. */
export function useRemoveProvider() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (providerId: string) => callApi(removeIdentityProvider, { params: { providerId } }),
    onSettled: refresh,
  });
}

/** Asks a provider what it is. */
export function useTestProvider() {
  return useMutation({
    mutationFn: (body: Body<typeof testIdentityProviderEndpoint>) =>
      callApi(testIdentityProvider, { body }),
  });
}
