import { getSecondFactorEndpoint } from "#lib/accounts/factors-contract.ts";
import { readSecondFactor } from "#lib/accounts/read-second-factor.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(getSecondFactorEndpoint, readSecondFactor);
