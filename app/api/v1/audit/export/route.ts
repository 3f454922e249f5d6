import { exportOrganizationAuditEndpoint } from "#lib/audit/contract.ts";
import { exportOrganizationAudit } from "#lib/audit/export-audit.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(exportOrganizationAuditEndpoint, exportOrganizationAudit);
