import type {
  endMemberSessionsEndpoint,
  listMemberSessionsEndpoint,
} from "#lib/members/sessions-contract.ts";
import type { getPolicyEndpoint, updatePolicyEndpoint } from "#lib/policy/contract.ts";
import type {
  createScimTokenEndpoint,
  getDirectoryEndpoint,
  revokeScimTokenEndpoint,
  setGroupRoleEndpoint,
} from "#lib/scim/contract.ts";
import { operation } from "./operation.ts";

const memberSessions = "/organization/members/{userId}/sessions";
const policy = "/organization/policy";
const scim = "/organization/scim";

export const listMemberSessions = operation<typeof listMemberSessionsEndpoint>(
  "GET",
  memberSessions,
);
export const endMemberSessions = operation<typeof endMemberSessionsEndpoint>(
  "DELETE",
  memberSessions,
);

export const getPolicy = operation<typeof getPolicyEndpoint>("GET", policy);
export const updatePolicy = operation<typeof updatePolicyEndpoint>("PATCH", policy);

export const getDirectory = operation<typeof getDirectoryEndpoint>("GET", scim);
export const createScimToken = operation<typeof createScimTokenEndpoint>("POST", `${scim}/tokens`);
export const revokeScimToken = operation<typeof revokeScimTokenEndpoint>(
  "DELETE",
  `${scim}/tokens/{tokenId}`,
);
export const setGroupRole = operation<typeof setGroupRoleEndpoint>(
  "PATCH",
  `${scim}/groups/{groupId}`,
);
