"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "#lib/api-client/call.ts";
import {
  addPasskey,
  listPasskeys,
  removePasskey,
  renamePasskey,
  startPasskey,
} from "#lib/api-client/passkey-operations.ts";
import { makePasskey } from "./ask-passkey.ts";
import { accountKeys } from "./keys.ts";
import { useRefreshFactors } from "./use-factors.ts";

/** One's own passkeys. */
export const passkeysQuery = () =>
  queryOptions({
    queryKey: accountKeys.passkeys(),
    queryFn: ({ signal }) => callApi(listPasskeys, { signal }),
  });

/** Passkeys themselves, and what else changes with them. */
function useRefreshPasskeys(): () => Promise<void> {
  const client = useQueryClient();
  const refreshFactors = useRefreshFactors();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: accountKeys.passkeys() }),
      refreshFactors(),
    ]);
  };
}

/** Asks the server whether one may add a passkey, and with that, where needed, for a fresh proof. */
export function useStartPasskey() {
  return useMutation({ mutationFn: () => callApi(startPasskey), gcTime: 0 });
}

/** Has the browser make a passkey and adds it; the answer may hold recovery codes. */
export function useAddPasskey() {
  const refresh = useRefreshPasskeys();
  return useMutation({
    mutationFn: async (name: string) => {
      const response = await makePasskey(await callApi(startPasskey));
      return callApi(addPasskey, { body: { name, response } });
    },
    onSuccess: refresh,
    gcTime: 0,
  });
}

/** Gives a passkey another name. */
export function useRenamePasskey() {
  const refresh = useRefreshPasskeys();
  return useMutation({
    mutationFn: ({ passkeyId, name }: { passkeyId: string; name: string }) =>
      callApi(renamePasskey, { params: { passkeyId }, body: { name } }),
    onSettled: refresh,
  });
}

/** Removes a passkey. */
export function useRemovePasskey() {
  const refresh = useRefreshPasskeys();
  return useMutation({
    mutationFn: (passkeyId: string) => callApi(removePasskey, { params: { passkeyId } }),
    onSettled: refresh,
  });
}
