import { requestPasswordResetEndpoint } from "#lib/accounts/person-contract.ts";
import { requestPasswordReset } from "#lib/accounts/request-password-reset.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(requestPasswordResetEndpoint, requestPasswordReset);
