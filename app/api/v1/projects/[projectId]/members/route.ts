import { route } from "#lib/platform/http/route.ts";
import { listProjectMembersEndpoint } from "#lib/projects/contract.ts";
import { listProjectMembers } from "#lib/projects/queries.ts";

export const GET = route(listProjectMembersEndpoint, listProjectMembers);
