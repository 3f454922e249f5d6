import { listItemsEndpoint } from "#lib/checklist/contract.ts";
import { listItems } from "#lib/checklist/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listItemsEndpoint, listItems);
