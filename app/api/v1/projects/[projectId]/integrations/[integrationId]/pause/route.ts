import { pauseIntegrationEndpoint } from "#lib/integrations/contract.ts";
import { pauseIntegration } from "#lib/integrations/pause-integration.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(pauseIntegrationEndpoint, pauseIntegration);
