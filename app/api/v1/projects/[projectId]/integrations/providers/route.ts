import { listIntegrationProvidersEndpoint } from "#lib/integrations/connect-contract.ts";
import { listIntegrationProviders } from "#lib/integrations/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listIntegrationProvidersEndpoint, listIntegrationProviders);
