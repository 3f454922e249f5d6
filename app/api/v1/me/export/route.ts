import { exportMyData } from "#lib/accounts/export-my-data.ts";
import { exportMyDataEndpoint } from "#lib/accounts/person-contract.ts";
import { route } from "#lib/platform/http/route.ts";

export const GET = route(exportMyDataEndpoint, exportMyData);
