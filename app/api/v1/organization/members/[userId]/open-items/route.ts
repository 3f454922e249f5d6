import { countOpenItemsEndpoint } from "#lib/members/contract.ts";
import { countOpenItems } from "#lib/members/count-open-items.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(countOpenItemsEndpoint, countOpenItems);
