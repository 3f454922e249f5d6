import { verifyProjectAuditEndpoint } from "#lib/audit/contract.ts";
import { verifyProjectAudit } from "#lib/audit/verify-audit.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(verifyProjectAuditEndpoint, verifyProjectAudit);
