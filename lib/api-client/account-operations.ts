import type {
  changePasswordEndpoint,
  endOtherSessionsEndpoint,
  endSessionEndpoint,
  getMeEndpoint,
  inspectPasswordLinkEndpoint,
  listSessionsEndpoint,
  redeemPasswordLinkEndpoint,
  updateMeEndpoint,
} from "#lib/accounts/contract.ts";
import type { setUpEndpoint } from "#lib/organizations/contract.ts";
import type {
  createTokenEndpoint,
  listTokensEndpoint,
  revokeTokenEndpoint,
  rotateTokenEndpoint,
} from "#lib/tokens/contract.ts";
import { operation } from "./operation.ts";

export const getMe = operation<typeof getMeEndpoint>("GET", "/me");
export const updateMe = operation<typeof updateMeEndpoint>("PATCH", "/me");
export const changePassword = operation<typeof changePasswordEndpoint>("POST", "/me/password");
export const inspectPasswordLink = operation<typeof inspectPasswordLinkEndpoint>(
  "POST",
  "/password-links/inspect",
);
export const redeemPasswordLink = operation<typeof redeemPasswordLinkEndpoint>(
  "POST",
  "/password-links/use",
);
export const listSessions = operation<typeof listSessionsEndpoint>("GET", "/sessions");
export const endSession = operation<typeof endSessionEndpoint>("DELETE", "/sessions/{sessionId}");
export const endOtherSessions = operation<typeof endOtherSessionsEndpoint>("DELETE", "/sessions");
export const setUp = operation<typeof setUpEndpoint>("POST", "/setup");
export const listTokens = operation<typeof listTokensEndpoint>("GET", "/tokens");
export const createToken = operation<typeof createTokenEndpoint>("POST", "/tokens");
export const revokeToken = operation<typeof revokeTokenEndpoint>("DELETE", "/tokens/{tokenId}");
export const rotateToken = operation<typeof rotateTokenEndpoint>(
  "POST",
  "/tokens/{tokenId}/rotate",
);
