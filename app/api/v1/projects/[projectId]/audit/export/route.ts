import { exportProjectAuditEndpoint } from "#lib/audit/contract.ts";
import { exportProjectAudit } from "#lib/audit/export-audit.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(exportProjectAuditEndpoint, exportProjectAudit);
