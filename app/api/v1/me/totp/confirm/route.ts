import { confirmTotpEndpoint } from "#lib/accounts/factors-contract.ts";
import { confirmTotp } from "#lib/accounts/totp-enrolment.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(confirmTotpEndpoint, confirmTotp);
