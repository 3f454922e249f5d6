import { route } from "#lib/platform/http/route.ts";
import { exportProjectReportEndpoint } from "#lib/reports/contract.ts";
import { exportProjectReport } from "#lib/reports/export-report.ts";

export const GET = route(exportProjectReportEndpoint, exportProjectReport);
