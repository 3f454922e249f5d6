import { route } from "#lib/platform/http/route.ts";
import { createServiceTokenEndpoint } from "#lib/tokens/organization-contract.ts";
import { createServiceToken } from "#lib/tokens/service-accounts.ts";

export const POST = route(createServiceTokenEndpoint, createServiceToken);
