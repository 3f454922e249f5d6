import { route } from "#lib/platform/http/route.ts";
import {
  removeIdentityProviderEndpoint,
  updateIdentityProviderEndpoint,
} from "#lib/sso/contract.ts";
import { removeIdentityProvider } from "#lib/sso/remove-identity-provider.ts";
import { updateIdentityProvider } from "#lib/sso/update-identity-provider.ts";

export const PATCH = route(updateIdentityProviderEndpoint, updateIdentityProvider);
export const DELETE = route(removeIdentityProviderEndpoint, removeIdentityProvider);
