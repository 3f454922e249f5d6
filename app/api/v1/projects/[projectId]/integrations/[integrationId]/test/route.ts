import { testIntegrationEndpoint } from "#lib/integrations/connect-contract.ts";
import { testIntegration } from "#lib/integrations/test-integration.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(testIntegrationEndpoint, testIntegration);
