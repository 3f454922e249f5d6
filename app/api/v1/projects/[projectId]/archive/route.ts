import { route } from "#lib/platform/http/route.ts";
import { archiveProject } from "#lib/projects/archive-project.ts";
import { archiveProjectEndpoint } from "#lib/projects/contract.ts";

export const POST = route(archiveProjectEndpoint, archiveProject);
