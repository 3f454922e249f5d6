import { route } from "#lib/platform/http/route.ts";
import { portfolioEventsEndpoint } from "#lib/projects/contract.ts";
import { followProjects } from "#lib/projects/follow-projects.ts";

export const GET = route(portfolioEventsEndpoint, followProjects);
