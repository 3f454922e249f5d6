import { cancelEmailChange } from "#lib/accounts/cancel-email-change.ts";
import { getEmailChange } from "#lib/accounts/email-change.ts";
import {
  cancelEmailChangeEndpoint,
  getEmailChangeEndpoint,
  requestEmailChangeEndpoint,
} from "#lib/accounts/person-contract.ts";
import { requestEmailChange } from "#lib/accounts/request-email-change.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(getEmailChangeEndpoint, getEmailChange);
export const POST = route(requestEmailChangeEndpoint, requestEmailChange);
export const DELETE = route(cancelEmailChangeEndpoint, cancelEmailChange);
