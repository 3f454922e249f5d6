import { verifyOrganizationAuditEndpoint } from "#lib/audit/contract.ts";
import { verifyOrganizationAudit } from "#lib/audit/verify-audit.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(verifyOrganizationAuditEndpoint, verifyOrganizationAudit);
