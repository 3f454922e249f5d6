import { restoreIntegrationEndpoint } from "#lib/integrations/contract.ts";
import { restoreIntegration } from "#lib/integrations/remove-integration.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(restoreIntegrationEndpoint, restoreIntegration);
