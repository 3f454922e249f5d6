import { route } from "#lib/platform/http/route.ts";
import {
  createIdentityProviderEndpoint,
  listIdentityProvidersEndpoint,
} from "#lib/sso/contract.ts";
import { createIdentityProvider } from "#lib/sso/create-identity-provider.ts";
import { listIdentityProviders } from "#lib/sso/queries.ts";

export const GET = route(listIdentityProvidersEndpoint, listIdentityProviders);
export const POST = route(createIdentityProviderEndpoint, createIdentityProvider);
