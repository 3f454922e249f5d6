import type {
  createIdentityProviderEndpoint,
  linkIdentityEndpoint,
  listIdentitiesEndpoint,
  listIdentityProvidersEndpoint,
  removeIdentityProviderEndpoint,
  testIdentityProviderEndpoint,
  unlinkIdentityEndpoint,
  updateIdentityProviderEndpoint,
} from "#lib/sso/contract.ts";
import { operation } from "./operation.ts";

const providers = "/organization/identity-providers";
const provider = `${providers}/{providerId}` as const;

export const listIdentityProviders = operation<typeof listIdentityProvidersEndpoint>(
  "GET",
  providers,
);
export const createIdentityProvider = operation<typeof createIdentityProviderEndpoint>(
  "POST",
  providers,
);
export const updateIdentityProvider = operation<typeof updateIdentityProviderEndpoint>(
  "PATCH",
  provider,
);
export const removeIdentityProvider = operation<typeof removeIdentityProviderEndpoint>(
  "DELETE",
  provider,
);
export const testIdentityProvider = operation<typeof testIdentityProviderEndpoint>(
  "POST",
  `${providers}/test`,
);
export const listIdentities = operation<typeof listIdentitiesEndpoint>("GET", "/me/identities");
export const linkIdentity = operation<typeof linkIdentityEndpoint>("POST", "/me/identities/link");
export const unlinkIdentity = operation<typeof unlinkIdentityEndpoint>(
  "DELETE",
  "/me/identities/{identityId}",
);
