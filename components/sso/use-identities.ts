"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "#lib/api-client/call.ts";
import { linkIdentity, listIdentities, unlinkIdentity } from "#lib/api-client/sso-operations.ts";
import { ssoKeys } from "./keys.ts";

/** With which providers one signs in, and which could be linked. */
export const identitiesQuery = () =>
  queryOptions({
    queryKey: ssoKeys.identities(),
    queryFn: ({ signal }) => callApi(listIdentities, { signal }),
  });

/** Leaves for a provider to link oneself to it. */
export function useLinkIdentity() {
  return useMutation({
    mutationFn: (providerId: string) => callApi(linkIdentity, { body: { providerId } }),
    onSuccess: ({ url }) => location.assign(url),
  });
}

/** Unlinks oneself from a provider. */
export function useUnlinkIdentity() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (identityId: string) => callApi(unlinkIdentity, { params: { identityId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ssoKeys.identities() }),
  });
}
