import { listMyItemsEndpoint } from "#lib/checklist/contract.ts";
import { listMyItems } from "#lib/checklist/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listMyItemsEndpoint, listMyItems);
