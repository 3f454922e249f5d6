import { giveSecondFactorEndpoint } from "#lib/accounts/factors-contract.ts";
import { giveSecondFactor } from "#lib/accounts/give-second-factor.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(giveSecondFactorEndpoint, giveSecondFactor);
