import { confirmEmailChange } from "#lib/accounts/confirm-email-change.ts";
import { confirmEmailChangeEndpoint } from "#lib/accounts/person-contract.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(confirmEmailChangeEndpoint, confirmEmailChange);
