"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { callApi } from "#lib/api-client/call.ts";
import { getPolicy, updatePolicy } from "#lib/api-client/security-operations.ts";
import type { updatePolicyEndpoint } from "#lib/policy/contract.ts";
import { policyKeys } from "./keys.ts";

/** What the organisation asks of those who sign in. */
export const policyQuery = () =>
  queryOptions({
    queryKey: policyKeys.policy(),
    queryFn: ({ signal }) => callApi(getPolicy, { signal }),
  });

/** Changes some of it. */
export function useUpdatePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof updatePolicyEndpoint.body>) =>
      callApi(updatePolicy, { body }),
    onSuccess: (policy) => client.setQueryData(policyKeys.policy(), policy),
  });
}
