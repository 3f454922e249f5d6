"use client";

import { queryOptions, useMutation } from "@tanstack/react-query";
import type { giveSecondFactorEndpoint, stepUpEndpoint } from "#lib/accounts/factors-contract.ts";
import { ApiError } from "#lib/api-client/api-error.ts";
import { callApi } from "#lib/api-client/call.ts";
import { getSecondFactor, giveSecondFactor, stepUp } from "#lib/api-client/operations.ts";
import type { Body } from "#lib/platform/http/endpoint.ts";
import { accountKeys } from "./keys.ts";

/** Which second factors the person has. */
export const secondFactorQuery = () =>
  queryOptions({
    queryKey: accountKeys.secondFactor(),
    queryFn: ({ signal }) => callApi(getSecondFactor, { signal }),
  });

/** Finishes signing in. That another tab was faster is as good. */
export function useGiveSecondFactor() {
  return useMutation({
    mutationFn: async (body: Body<typeof giveSecondFactorEndpoint>) => {
      try {
        await callApi(giveSecondFactor, { body });
      } catch (error) {
        const isDone = error instanceof ApiError && error.problem.code === "already_verified";
        if (!isDone) throw error;
      }
    },
  });
}

/** Proves once more who it is. */
export function useStepUp() {
  return useMutation({
    mutationFn: (body: Body<typeof stepUpEndpoint>) => callApi(stepUp, { body }),
  });
}
