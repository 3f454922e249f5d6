import type {
  changeMemberRoleEndpoint,
  createPasswordLinkEndpoint,
  listMembersEndpoint,
  removeMemberEndpoint,
  resetSecondFactorEndpoint,
} from "#lib/members/contract.ts";
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
