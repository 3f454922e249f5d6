import type {
  changeMemberRoleEndpoint,
  createPasswordLinkEndpoint,
  listMembersEndpoint,
  removeMemberEndpoint,
  resetSecondFactorEndpoint,
} from "#lib/members/contract.ts";
import type {
  createServiceAccountEndpoint,
  createServiceTokenEndpoint,
  listOrganizationTokensEndpoint,
  listServiceAccountsEndpoint,
  removeServiceAccountEndpoint,
  revokeOrganizationTokenEndpoint,
} from "#lib/tokens/organization-contract.ts";
import { operation } from "./operation.ts";

export const listMembers = operation<typeof listMembersEndpoint>("GET", "/organization/members");
export const changeMemberRole = operation<typeof changeMemberRoleEndpoint>(
  "PATCH",
  "/organization/members/{userId}",
);
export const removeMember = operation<typeof removeMemberEndpoint>(
  "DELETE",
  "/organization/members/{userId}",
);
export const resetSecondFactor = operation<typeof resetSecondFactorEndpoint>(
  "DELETE",
  "/organization/members/{userId}/second-factor",
);
export const createPasswordLink = operation<typeof createPasswordLinkEndpoint>(
  "POST",
  "/organization/members/{userId}/password-link",
);

export const listOrganizationTokens = operation<typeof listOrganizationTokensEndpoint>(
  "GET",
  "/organization/tokens",
);
export const revokeOrganizationToken = operation<typeof revokeOrganizationTokenEndpoint>(
  "DELETE",
  "/organization/tokens/{tokenId}",
);
const serviceAccounts = "/organization/service-accounts";
export const listServiceAccounts = operation<typeof listServiceAccountsEndpoint>(
  "GET",
  serviceAccounts,
);
export const createServiceAccount = operation<typeof createServiceAccountEndpoint>(
  "POST",
  serviceAccounts,
);
export const removeServiceAccount = operation<typeof removeServiceAccountEndpoint>(
  "DELETE",
  `${serviceAccounts}/{userId}`,
);
export const createServiceToken = operation<typeof createServiceTokenEndpoint>(
  "POST",
  `${serviceAccounts}/{userId}/tokens`,
);
