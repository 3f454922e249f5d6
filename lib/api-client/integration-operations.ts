import type {
  listIntegrationProvidersEndpoint,
  sendTestMessageEndpoint,
  testIntegrationEndpoint,
  testNewIntegrationEndpoint,
} from "#lib/integrations/connect-contract.ts";
import type {
  connectIntegrationEndpoint,
  getIntegrationEndpoint,
  listIntegrationsEndpoint,
  pauseIntegrationEndpoint,
  removeIntegrationEndpoint,
  restoreIntegrationEndpoint,
  updateIntegrationEndpoint,
} from "#lib/integrations/contract.ts";
import { operation } from "./operation.ts";

const integrations = "/projects/{projectId}/integrations";
const integration = `${integrations}/{integrationId}` as const;

export const listIntegrations = operation<typeof listIntegrationsEndpoint>("GET", integrations);
export const listIntegrationProviders = operation<typeof listIntegrationProvidersEndpoint>(
  "GET",
  `${integrations}/providers`,
);
export const getIntegration = operation<typeof getIntegrationEndpoint>("GET", integration);
export const connectIntegration = operation<typeof connectIntegrationEndpoint>(
  "POST",
  integrations,
);
export const updateIntegration = operation<typeof updateIntegrationEndpoint>("PATCH", integration);
export const removeIntegration = operation<typeof removeIntegrationEndpoint>("DELETE", integration);
export const restoreIntegration = operation<typeof restoreIntegrationEndpoint>(
  "POST",
  `${integration}/restore`,
);
export const pauseIntegration = operation<typeof pauseIntegrationEndpoint>(
  "POST",
  `${integration}/pause`,
);
export const testNewIntegration = operation<typeof testNewIntegrationEndpoint>(
  "POST",
  `${integrations}/test`,
);
export const testIntegration = operation<typeof testIntegrationEndpoint>(
  "POST",
  `${integration}/test`,
);
export const sendTestMessage = operation<typeof sendTestMessageEndpoint>(
  "POST",
  `${integration}/message`,
);
