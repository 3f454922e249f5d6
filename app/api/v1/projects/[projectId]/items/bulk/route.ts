import { bulkUpdateItems } from "#lib/checklist/bulk-update-items.ts";
import { bulkUpdateItemsEndpoint } from "#lib/checklist/contract.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(bulkUpdateItemsEndpoint, bulkUpdateItems);
