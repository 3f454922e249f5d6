import { listHeadingsEndpoint } from "#lib/checklist/contract.ts";
import { listHeadings } from "#lib/checklist/queries.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(listHeadingsEndpoint, listHeadings);
