import { resetSecondFactorEndpoint } from "#lib/members/contract.ts";
import { resetSecondFactor } from "#lib/members/reset-second-factor.ts";
import { route } from "#lib/platform/http/route.ts";

export const DELETE = route(resetSecondFactorEndpoint, resetSecondFactor);
