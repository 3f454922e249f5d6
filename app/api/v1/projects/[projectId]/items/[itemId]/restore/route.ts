import { restoreItemEndpoint } from "#lib/checklist/contract.ts";
import { restoreItem } from "#lib/checklist/restore-item.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(restoreItemEndpoint, restoreItem);
