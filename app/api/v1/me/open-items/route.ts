import { countMyOpenItemsEndpoint } from "#lib/members/contract.ts";
import { countMyOpenItems } from "#lib/members/count-open-items.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(countMyOpenItemsEndpoint, countMyOpenItems);
