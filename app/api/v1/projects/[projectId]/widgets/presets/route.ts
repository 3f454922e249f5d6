import { route } from "#lib/platform/http/route.ts";
import { listPresetsEndpoint } from "#lib/widgets/live-contract.ts";
import { listPresets } from "#lib/widgets/queries.ts";

export const GET = route(listPresetsEndpoint, listPresets);
