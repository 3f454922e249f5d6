import { route } from "#lib/platform/http/route.ts";
import { getProjectOverviewEndpoint } from "#lib/reports/contract.ts";
import { getProjectOverview } from "#lib/reports/overview.ts";

export const GET = route(getProjectOverviewEndpoint, getProjectOverview);
