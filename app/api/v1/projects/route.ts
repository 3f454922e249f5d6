import { route } from "#lib/platform/http/route.ts";
import { createProjectEndpoint, listProjectsEndpoint } from "#lib/projects/contract.ts";
import { createProject } from "#lib/projects/create-project.ts";
import { listProjects } from "#lib/projects/queries.ts";

export const GET = route(listProjectsEndpoint, listProjects);
export const POST = route(createProjectEndpoint, createProject);
