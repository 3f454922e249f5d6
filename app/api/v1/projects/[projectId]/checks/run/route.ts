import { runChecksEndpoint } from "#lib/checks/contract.ts";
import { runChecks } from "#lib/checks/run-checks.ts";
import { route } from "#lib/platform/http/route.ts";

export const POST = route(runChecksEndpoint, runChecks);
