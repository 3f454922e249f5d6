import { listProjectAuditEndpoint } from "#lib/audit/contract.ts";
import { listProjectAudit } from "#lib/audit/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listProjectAuditEndpoint, listProjectAudit);
