import { stepUpEndpoint } from "#lib/accounts/factors-contract.ts";
import { stepUp } from "#lib/accounts/step-up.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(stepUpEndpoint, stepUp);
