"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "#lib/api-client/call.ts";
import {
  connectIntegration,
  getIntegration,
  listIntegrationProviders,
  listIntegrations,
  pauseIntegration,
  removeIntegration,
  restoreIntegration,
  sendTestMessage,
  testIntegration,
  testNewIntegration,
  updateIntegration,
} from "#lib/api-client/integration-operations.ts";
import type {
  testIntegrationEndpoint,
  testNewIntegrationEndpoint,
} from "#lib/integrations/connect-contract.ts";
import type {
  connectIntegrationEndpoint,
  Integration,
  updateIntegrationEndpoint,
} from "#lib/integrations/contract.ts";
import type { Body } from "#lib/platform/http/endpoint.ts";
import { integrationKeys } from "./keys.ts";

// Runs go on in the background; their results come to an open page by themselves.
const REFRESH_MS = 15_000;

/** A project's integrations. */
export const integrationsQuery = (slug: string) =>
  queryOptions({
    queryKey: integrationKeys.list(slug),
    queryFn: ({ signal }) => callApi(listIntegrations, { params: { projectId: slug }, signal }),
    refetchInterval: REFRESH_MS,
  });

/** One integration with its checks. */
export const integrationQuery = (slug: string, integrationId: string) =>
  queryOptions({
    queryKey: integrationKeys.detail(slug, integrationId),
    queryFn: ({ signal }) =>
      callApi(getIntegration, { params: { projectId: slug, integrationId }, signal }),
    refetchInterval: REFRESH_MS,
  });

/** What can be connected. */
export const providersQuery = (slug: string) =>
  queryOptions({
    queryKey: integrationKeys.providers(slug),
    queryFn: ({ signal }) =>
      callApi(listIntegrationProviders, { params: { projectId: slug }, signal }),
  });

/** Shows an integration as the server has just answered; what follows from it comes later. */
function useStore(slug: string): (integration: Integration) => void {
  const client = useQueryClient();
  return (integration) => {
    const { queryKey } = integrationQuery(slug, integration.id);
    client.setQueryData(queryKey, (old) => old && { ...old, ...integration });
    void client.invalidateQueries({ queryKey: integrationKeys.all(slug) });
  };
}

type NewOne = Body<typeof connectIntegrationEndpoint>;
type Changes = Body<typeof updateIntegrationEndpoint>;

/** What the form sends: a new integration, or what is to change of one. */
export type IntegrationWrite =
  { integrationId: null; body: NewOne } | { integrationId: string; body: Changes };

/** Connects a service or changes an integration. */
export function useSaveIntegration(slug: string) {
  const store = useStore(slug);
  return useMutation({
    mutationFn: ({ integrationId, body }: IntegrationWrite) =>
      integrationId === null
        ? callApi(connectIntegration, { params: { projectId: slug }, body })
        : callApi(updateIntegration, { params: { projectId: slug, integrationId }, body }),
    onSuccess: store,
    // What was sent holds credentials.
    gcTime: 0,
  });
}

/** What is tried: something new, or an integration with changes or without. */
export type IntegrationTrial =
  | { integrationId: null; body: Body<typeof testNewIntegrationEndpoint> }
  | { integrationId: string; body: Body<typeof testIntegrationEndpoint> };

/** Tries a connection. */
export function useTestIntegration(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (trial: IntegrationTrial) =>
      trial.integrationId === null
        ? callApi(testNewIntegration, { params: { projectId: slug }, body: trial.body })
        : callApi(testIntegration, {
            params: { projectId: slug, integrationId: trial.integrationId },
            body: trial.body,
          }),
    // The result is there; what it changes elsewhere may come later.
    onSuccess: () => void client.invalidateQueries({ queryKey: integrationKeys.all(slug) }),
    gcTime: 0,
  });
}

/** Pauses an integration or lets it go on. */
export function usePauseIntegration(slug: string, integrationId: string) {
  const store = useStore(slug);
  return useMutation({
    mutationFn: (paused: boolean) =>
      callApi(pauseIntegration, { params: { projectId: slug, integrationId }, body: { paused } }),
    onSuccess: store,
  });
}

/** Removes an integration. */
export function useRemoveIntegration(slug: string, integrationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(removeIntegration, { params: { projectId: slug, integrationId } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: integrationKeys.list(slug) }),
  });
}

/** Brings a removed integration back. */
export function useRestoreIntegration(slug: string, integrationId: string) {
  const store = useStore(slug);
  return useMutation({
    mutationFn: () => callApi(restoreIntegration, { params: { projectId: slug, integrationId } }),
    onSuccess: store,
  });
}

/** Sends a message by which people see that it arrives. */
export function useSendTestMessage(slug: string, integrationId: string) {
  return useMutation({
    mutationFn: () => callApi(sendTestMessage, { params: { projectId: slug, integrationId } }),
  });
}
