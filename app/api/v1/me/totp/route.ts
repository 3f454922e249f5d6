import { removeTotpEndpoint, startTotpEndpoint } from "#lib/accounts/factors-contract.ts";
import { removeTotp } from "#lib/accounts/remove-totp.ts";
import { startTotp } from "#lib/accounts/totp-enrolment.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(startTotpEndpoint, startTotp);
export const DELETE = route(removeTotpEndpoint, removeTotp);
