import { route } from "#lib/platform/http/route.ts";
import { getProjectBurnUp } from "#lib/reports/burn-up.ts";
import { getProjectBurnUpEndpoint } from "#lib/reports/contract.ts";

export const GET = route(getProjectBurnUpEndpoint, getProjectBurnUp);
