import type {
  cancelEmailChangeEndpoint,
  confirmEmailChangeEndpoint,
  deleteMeEndpoint,
  exportMyDataEndpoint,
  getEmailChangeEndpoint,
  requestEmailChangeEndpoint,
  requestPasswordResetEndpoint,
} from "#lib/accounts/person-contract.ts";
import type { getWorkEndpoint, replayJobsEndpoint } from "#lib/jobs/contract.ts";
import type { listMailsEndpoint, retryMailEndpoint } from "#lib/mails/contract.ts";
import type {
  countMyOpenItemsEndpoint,
  countOpenItemsEndpoint,
  leaveOrganizationEndpoint,
  transferOwnershipEndpoint,
} from "#lib/members/contract.ts";
import type {
  acceptInvitationEndpoint,
  createInvitationEndpoint,
  inspectInvitationEndpoint,
  listInvitationsEndpoint,
  resendInvitationEndpoint,
  revokeInvitationEndpoint,
} from "#lib/members/invitation-contract.ts";
import { operation } from "./operation.ts";

const invitations = "/organization/invitations";
const invitation = `${invitations}/{invitationId}` as const;

export const listInvitations = operation<typeof listInvitationsEndpoint>("GET", invitations);
export const createInvitation = operation<typeof createInvitationEndpoint>("POST", invitations);
export const resendInvitation = operation<typeof resendInvitationEndpoint>(
  "POST",
  `${invitation}/resend`,
);
export const revokeInvitation = operation<typeof revokeInvitationEndpoint>("DELETE", invitation);
export const inspectInvitation = operation<typeof inspectInvitationEndpoint>(
  "POST",
  "/invitations/inspect",
);
export const acceptInvitation = operation<typeof acceptInvitationEndpoint>(
  "POST",
  "/invitations/accept",
);
export const countOpenItems = operation<typeof countOpenItemsEndpoint>(
  "GET",
  "/organization/members/{userId}/open-items",
);
export const countMyOpenItems = operation<typeof countMyOpenItemsEndpoint>("GET", "/me/open-items");
export const transferOwnership = operation<typeof transferOwnershipEndpoint>(
  "POST",
  "/organization/ownership",
);
export const leaveOrganization = operation<typeof leaveOrganizationEndpoint>(
  "DELETE",
  "/me/membership",
);

export const requestPasswordReset = operation<typeof requestPasswordResetEndpoint>(
  "POST",
  "/password-resets",
);
export const getEmailChange = operation<typeof getEmailChangeEndpoint>("GET", "/me/email");
export const requestEmailChange = operation<typeof requestEmailChangeEndpoint>("POST", "/me/email");
export const cancelEmailChange = operation<typeof cancelEmailChangeEndpoint>("DELETE", "/me/email");
export const confirmEmailChange = operation<typeof confirmEmailChangeEndpoint>(
  "POST",
  "/email-changes/confirm",
);
export const exportMyData = operation<typeof exportMyDataEndpoint>("GET", "/me/export");
export const deleteMe = operation<typeof deleteMeEndpoint>("DELETE", "/me");

export const getWork = operation<typeof getWorkEndpoint>("GET", "/organization/jobs");
export const replayJobs = operation<typeof replayJobsEndpoint>("POST", "/organization/jobs/replay");

export const listMails = operation<typeof listMailsEndpoint>("GET", "/organization/mails");
export const retryMail = operation<typeof retryMailEndpoint>(
  "POST",
  "/organization/mails/{mailId}/retry",
);
