import { route } from "#lib/platform/http/route.ts";
import { getProjectEndpoint, updateProjectEndpoint } from "#lib/projects/contract.ts";
import { getProject } from "#lib/projects/queries.ts";
import { updateProject } from "#lib/projects/update-project.ts";

export const GET = route(getProjectEndpoint, getProject);
export const PATCH = route(updateProjectEndpoint, updateProject);
