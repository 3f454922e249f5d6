import { route } from "#lib/platform/http/route.ts";
import { getProjectReportEndpoint } from "#lib/reports/contract.ts";
import { getProjectReport } from "#lib/reports/queries.ts";

export const GET = route(getProjectReportEndpoint, getProjectReport);
