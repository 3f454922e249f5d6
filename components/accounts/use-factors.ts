"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  confirmTotp,
  createRecoveryCodes,
  removeTotp,
  startTotp,
} from "#lib/api-client/factor-operations.ts";
import { callApi } from "#lib/api-client/call.ts";
import { accountKeys } from "./keys.ts";

/** Fetches anew what a change of factors changes: the factors, and the sessions that ended by it. */
export function useRefreshFactors(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: accountKeys.secondFactor() }),
      client.invalidateQueries({ queryKey: accountKeys.sessions() }),
    ]);
  };
}

/** Begins to set up an authenticator app; the answer holds the secret. */
export function useStartTotp() {
  return useMutation({ mutationFn: () => callApi(startTotp), gcTime: 0 });
}

/** Turns the app on with its first code; the answer may hold recovery codes. */
export function useConfirmTotp() {
  const refresh = useRefreshFactors();
  return useMutation({
    mutationFn: (body: { startedAt: string; code: string }) => callApi(confirmTotp, { body }),
    onSuccess: refresh,
    gcTime: 0,
  });
}

/** Turns the app off. */
export function useRemoveTotp() {
  const refresh = useRefreshFactors();
  return useMutation({ mutationFn: () => callApi(removeTotp), onSettled: refresh });
}

/** Makes new recovery codes, which the answer holds. */
export function useCreateRecoveryCodes() {
  const refresh = useRefreshFactors();
  return useMutation({
    mutationFn: () => callApi(createRecoveryCodes),
    onSuccess: refresh,
    gcTime: 0,
  });
}
