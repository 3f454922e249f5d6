import { getAuditKeyEndpoint } from "#lib/audit/contract.ts";
import { getAuditKey } from "#lib/audit/audit-key.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(getAuditKeyEndpoint, getAuditKey);
