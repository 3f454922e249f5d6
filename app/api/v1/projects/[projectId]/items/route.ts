import { createItemEndpoint, listItemsEndpoint } from "#lib/checklist/contract.ts";
import { createItem } from "#lib/checklist/create-item.ts";
import { listItems } from "#lib/checklist/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listItemsEndpoint, listItems);
export const POST = route(createItemEndpoint, createItem);
