import { route } from "#lib/platform/http/route.ts";
import { exportProjectEndpoint } from "#lib/projects/contract.ts";
import { exportProject } from "#lib/projects/export-project.ts";

export const GET = route(exportProjectEndpoint, exportProject);
