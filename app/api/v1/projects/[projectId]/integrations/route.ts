import { connectIntegration } from "#lib/integrations/connect-integration.ts";
import {
  connectIntegrationEndpoint,
  listIntegrationsEndpoint,
} from "#lib/integrations/contract.ts";
import { listIntegrations } from "#lib/integrations/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listIntegrationsEndpoint, listIntegrations);
export const POST = route(connectIntegrationEndpoint, connectIntegration);
