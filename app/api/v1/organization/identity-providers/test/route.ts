import { route } from "#lib/platform/http/route.ts";
import { testIdentityProviderEndpoint } from "#lib/sso/contract.ts";
import { testIdentityProvider } from "#lib/sso/test-identity-provider.ts";

export const POST = route(testIdentityProviderEndpoint, testIdentityProvider);
