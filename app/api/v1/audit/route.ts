import { listOrganizationAuditEndpoint } from "#lib/audit/contract.ts";
import { listOrganizationAudit } from "#lib/audit/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listOrganizationAuditEndpoint, listOrganizationAudit);
