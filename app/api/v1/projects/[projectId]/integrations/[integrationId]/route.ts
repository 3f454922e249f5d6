import {
  getIntegrationEndpoint,
  removeIntegrationEndpoint,
  updateIntegrationEndpoint,
} from "#lib/integrations/contract.ts";
import { getIntegration } from "#lib/integrations/queries.ts";
import { removeIntegration } from "#lib/integrations/remove-integration.ts";
import { updateIntegration } from "#lib/integrations/update-integration.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(getIntegrationEndpoint, getIntegration);
export const PATCH = route(updateIntegrationEndpoint, updateIntegration);
export const DELETE = route(removeIntegrationEndpoint, removeIntegration);
