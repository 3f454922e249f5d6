import { route } from "#lib/platform/http/route.ts";
import { projectEventsEndpoint } from "#lib/projects/contract.ts";
import { followProject } from "#lib/projects/follow-project.ts";

export const GET = route(projectEventsEndpoint, followProject);
