import { moveItemEndpoint } from "#lib/checklist/contract.ts";
import { moveItem } from "#lib/checklist/move-item.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(moveItemEndpoint, moveItem);
