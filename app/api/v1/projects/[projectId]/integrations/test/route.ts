import { testNewIntegrationEndpoint } from "#lib/integrations/connect-contract.ts";
import { testNewIntegration } from "#lib/integrations/test-integration.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(testNewIntegrationEndpoint, testNewIntegration);
